"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { snoozeAt } from "@/lib/snooze";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";

interface SnoozeDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  timeZone: string;
  onSnooze: (until: string) => void;
}

/** A day and time of one's own, by the clock of the business. */
export function SnoozeDialog({ isOpen, onOpenChange, timeZone, onSnooze }: SnoozeDialogProps) {
  const t = useTranslations("work.snooze");
  const [isRefused, setRefused] = useState(false);

  function submit(fields: FormData) {
    const until = snoozeAt(String(fields.get("at")), { timeZone, nowMs: Date.now() });
    setRefused(until === null);
    if (until === null) return;
    onOpenChange(false);
    onSnooze(until);
  }

  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={t("label")}>
      <form action={submit} className="space-y-4">
        <TextField
          error={isRefused ? t("refused") : undefined}
          hint={t("zone", { zone: timeZone.replaceAll("_", " ") })}
          label={t("field")}
          name="at"
          required
          type="datetime-local"
        />
        <Button type="submit">{t("set")}</Button>
      </form>
    </Dialog>
  );
}
