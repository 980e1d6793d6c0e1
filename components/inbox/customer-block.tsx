"use client";

import { useId, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { BLOCK_REASON_LENGTH_MAX } from "@/lib/block";
import { answered } from "../granted";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { CustomerActions, ReasonedBlock } from "./customer-actions";
import { useMomentWords } from "./work-notice";

const DAY_MS = 24 * 60 * 60 * 1000;
const spans = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, always: null } as const;
type Span = keyof typeof spans;

interface CustomerBlockProps {
  conversationId: string;
  name: string;
  block: (ReasonedBlock & { by: string | null }) | null;
  ask: CustomerActions["block"];
  reload: () => Promise<unknown>;
}

/** Whether the business takes anything from a customer, and the way to change that. */
export function CustomerBlock({ conversationId, name, block, ask, reload }: CustomerBlockProps) {
  const t = useTranslations("customers.block");
  const momentWords = useMomentWords();
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [isAsked, setAsked] = useState(false);
  const [isOnItsWay, startTransition] = useTransition();

  function set(wish: ReasonedBlock | null, rev?: number) {
    startTransition(async () => {
      const asked = { conversationId, block: wish, ...(rev !== undefined && { rev }) };
      const result = await answered(ask(asked));
      if (result.ok) {
        const done = result.value;
        setAsked(false);
        // What was taken back is not offered to be taken back again.
        const undo = rev === undefined ? { undo: () => set(done.was, done.rev) } : {};
        toast({ text: t(wish ? "done" : "undone", { name }), ...undo });
      } else {
        const { code } = result.refusal;
        toast({ text: code === "conflict" ? t("conflict") : refusalWords(code) });
      }
      await reload();
    });
  }

  if (block) {
    const { until, reason, by } = block;
    return (
      <Banner icon="lock" look="warning">
        <p className="font-medium">
          {until === null ? t("forGood") : t("until", { moment: momentWords(until) })}{" "}
          {by !== null && t("by", { name: by })}
        </p>
        {reason && (
          <p className="mt-1 wrap-anywhere" dir="auto">
            {reason}
          </p>
        )}
        <Button
          className="mt-2"
          disabled={isOnItsWay}
          look="secondary"
          onClick={() => set(null)}
          size="small"
        >
          {t("unblock")}
        </Button>
      </Banner>
    );
  }
  return (
    <Dialog
      description={t("explains")}
      isOpen={isAsked}
      onOpenChange={setAsked}
      title={t("title", { name })}
      trigger={
        <Button className="-ms-3" data-block look="quiet" size="small">
          {t("block")}
        </Button>
      }
    >
      <BlockForm isOnItsWay={isOnItsWay} onCancel={() => setAsked(false)} onWish={(wish) => set(wish)} />
    </Dialog>
  );
}

interface BlockFormProps {
  isOnItsWay: boolean;
  onCancel: () => void;
  onWish: (wish: ReasonedBlock) => void;
}

function BlockForm({ isOnItsWay, onCancel, onWish }: BlockFormProps) {
  const t = useTranslations("customers.block");
  const [span, setSpan] = useState<Span>("week");
  const [reason, setReason] = useState("");
  const group = useId();
  return (
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
        <Button look="secondary" onClick={onCancel} size="small">
          {t("cancel")}
        </Button>
        <Button disabled={isOnItsWay} look="danger" size="small" type="submit">
          {t("confirm")}
        </Button>
      </div>
    </form>
  );
}
