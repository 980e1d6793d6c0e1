"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as uuid } from "uuid";
import type { LaterMessage } from "@/lib/later";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { snoozeAt, snoozeChoices } from "@/lib/snooze";
import { draftIn, forgetDraft } from "../conversation/use-draft";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { clockOf } from "../ui/moment";
import { TextField } from "../ui/text-field";
import { useReader } from "../ui/use-reader";

interface LaterFormProps {
  draftKey: string;
  /** By whose clock times are chosen. */
  timeZone: string;
  plan: (message: Pick<LaterMessage, "id" | "body" | "sendAt">) => Promise<boolean>;
  problem: string | null;
  onClose: () => void;
}

/** What shall be sent later, begun with the draft there is, and when. */
export function LaterForm({ draftKey, timeZone, plan, problem, onClose }: LaterFormProps) {
  const t = useTranslations("guard.later");
  const reader = useReader();
  const bodyId = useId();
  const [id] = useState(() => uuid());
  const [draft] = useState(() => draftIn(draftKey).read());
  const [body, setBody] = useState(draft);
  const [wall, setWall] = useState("");
  const [isAsking, setAsking] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const choices = snoozeChoices(reader?.nowMs ?? Date.now(), timeZone);
  const canPlan = body.trim() !== "" && body.length <= BODY_LENGTH_MAX && !isAsking;

  async function planFor(sendAt: string | null) {
    setRefused(sendAt === null);
    if (sendAt === null || !canPlan) return;
    setAsking(true);
    const isPlanned = await plan({ id, body: body.trim(), sendAt });
    setAsking(false);
    if (!isPlanned) return;
    forgetDraft(draftKey, draft);
    onClose();
  }

  return (
    <Dialog
      description={t("description")}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("open")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          // The form stands in the composer's, as far as React knows.
          event.stopPropagation();
          void planFor(snoozeAt(wall, { timeZone, nowMs: Date.now() }));
        }}
      >
        <div>
          <label className="mb-1.5 block text-sm font-medium" htmlFor={bodyId}>
            {t("body")}
          </label>
          <textarea
            className="block w-full rounded-md border border-line-strong bg-surface px-3.5 py-2 text-base"
            dir="auto"
            id={bodyId}
            maxLength={BODY_LENGTH_MAX}
            onChange={({ target }) => setBody(target.value)}
            rows={3}
            value={body}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          {choices.map(({ name, until }) => (
            <Button
              disabled={!canPlan}
              key={name}
              look="secondary"
              onClick={() => planFor(until)}
              type="button"
            >
              <span className="flex-1 text-start">{t(`in.${name}`)}</span>
              <span className="text-sm font-normal text-ink-soft tabular-nums">
                {reader && clockOf(until, { ...reader, timeZone })}
              </span>
            </Button>
          ))}
        </div>
        <TextField
          error={isRefused ? t("refused") : undefined}
          hint={t("zone", { zone: timeZone })}
          label={t("custom")}
          onChange={({ target }) => setWall(target.value)}
          type="datetime-local"
          value={wall}
        />
        {problem && (
          <Banner icon="failed" look="danger">
            {problem}
          </Banner>
        )}
        <Button disabled={!canPlan || wall === ""} type="submit">
          {t("plan")}
        </Button>
      </form>
    </Dialog>
  );
}
