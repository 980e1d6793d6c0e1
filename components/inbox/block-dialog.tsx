"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { BLOCK_REASON_LENGTH_MAX } from "@/lib/block";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import type { ReasonedBlock } from "./customer-actions";

const DAY_MS = 24 * 60 * 60 * 1000;
const spans = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, always: null } as const;
type Span = keyof typeof spans;

interface BlockDialogProps {
  name: string;
  isOnItsWay: boolean;
  onClose: () => void;
  onWish: (wish: ReasonedBlock) => void;
}

/** Asks for how long a customer is blocked, and why. */
export function BlockDialog({ name, isOnItsWay, onClose, onWish }: BlockDialogProps) {
  const t = useTranslations("customers.block");
  const [span, setSpan] = useState<Span>("week");
  const [reason, setReason] = useState("");
  const group = useId();
  return (
    <Dialog description={t("explains")} isOpen onOpenChange={onClose} title={t("title", { name })}>
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          const ms = spans[span];
          onWish({ reason, until: ms === null ? null : new Date(Date.now() + ms).toISOString() });
        }}
      >
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("for")}</legend>
          {Object.keys(spans).map((each) => (
            <label className="flex min-h-9 items-center gap-2.5 text-sm" key={each}>
              <input
                checked={span === each}
                className="size-4 accent-pine"
                name={group}
                onChange={() => setSpan(each as Span)}
                type="radio"
              />
              {t(each as Span)}
            </label>
          ))}
        </fieldset>
        <TextField
          dir="auto"
          hint={t("reasonHint")}
          label={t("reason")}
          maxLength={BLOCK_REASON_LENGTH_MAX}
          onChange={({ target }) => setReason(target.value)}
          value={reason}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="secondary" onClick={onClose} size="small">
            {t("cancel")}
          </Button>
          <Button disabled={isOnItsWay} look="danger" size="small" type="submit">
            {t("confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
