"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { PUBLISH_WITHIN_MS, type WaitingPost } from "@/lib/broadcast";
import { snoozeAt, snoozeChoices } from "@/lib/snooze";
import { zoneName } from "@/lib/time-zone";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { comingOf } from "../ui/moment";
import { TextField } from "../ui/text-field";
import { useReader } from "../ui/use-reader";
import { useRefusalWords } from "../use-refusal-words";
import type { DeskOf, DraftActions } from "./desk-actions";

interface PlanDialogProps {
  post: { id: string; rev: number };
  desk: DeskOf;
  actions: Pick<DraftActions, "plan">;
  onPlanned: (post: WaitingPost) => void;
  onClose: () => void;
}

/** When a post is to be published, by the clock of the business. */
export function PlanDialog({ post, desk, actions, onPlanned, onClose }: PlanDialogProps) {
  const t = useTranslations("desk.plan");
  const refusalWords = useRefusalWords();
  const reader = useReader();
  const [wall, setWall] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { timeZone, business } = desk;
  const choices = snoozeChoices(reader?.nowMs ?? Date.now(), timeZone);

  async function planFor(publishAt: string | null) {
    setWrong(publishAt === null);
    if (publishAt === null || isBusy) return;
    setBusy(true);
    const result = await answered(actions.plan({ businessId: business.id, ...post, publishAt }));
    setBusy(false);
    if (result.ok && result.value.isKept) onPlanned(result.value.post);
    else setProblem(result.ok ? t("changed") : refusalWords(result.refusal.code));
  }

  return (
    <Dialog
      description={t("zone", { zone: zoneName(timeZone) })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void planFor(snoozeAt(wall, { timeZone, nowMs: Date.now(), withinMs: PUBLISH_WITHIN_MS }));
        }}
      >
        <div className="flex flex-col gap-1.5">
          {choices.map(({ name, until }) => (
            <Button disabled={isBusy} key={name} look="secondary" onClick={() => void planFor(until)}>
              <span className="flex-1 text-start">{t(`in.${name}`)}</span>
              <span className="text-sm font-normal text-ink-soft tabular-nums">
                {reader && comingOf(until, { ...reader, timeZone })}
              </span>
            </Button>
          ))}
        </div>
        <TextField
          error={isWrong ? t("wrong") : undefined}
          label={t("when")}
          onChange={({ target }) => setWall(target.value)}
          type="datetime-local"
          value={wall}
        />
        {problem && (
          <p className="text-sm text-danger" role="alert">
            {problem}
          </p>
        )}
        <Button disabled={isBusy || wall === ""} type="submit">
          {t("do")}
        </Button>
      </form>
    </Dialog>
  );
}
