"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { answered } from "../answered";
import { useRefusalWords } from "../use-refusal-words";

interface TurnSettingProps {
  businessId: string;
  isOn: boolean;
  set: (asked: { businessId: string; isInTurn: boolean }) => Promise<ActionResult<unknown>>;
}

/** Whether conversations are given out in turn. */
export function TurnSetting({ businessId, isOn: isOnAtFirst, set }: TurnSettingProps) {
  const t = useTranslations("work.settings.turn");
  const refusalWords = useRefusalWords();
  const id = useId();
  const [isOn, setOn] = useState(isOnAtFirst);
  const [problem, setProblem] = useState<string>();
  async function choose(isInTurn: boolean) {
    setOn(isInTurn);
    const result = await answered(set({ businessId, isInTurn }));
    setProblem(result.ok ? undefined : refusalWords(result.refusal.code));
    if (!result.ok) setOn(!isInTurn);
  }

  return (
    <section>
      <h2 className="font-display text-xl">{t("title")}</h2>
      <label className="mt-3 flex min-h-10 items-center gap-3 font-medium">
        <input
          aria-describedby={id}
          checked={isOn}
          className="size-5 accent-pine"
          onChange={({ target }) => void choose(target.checked)}
          type="checkbox"
        />
        {t("label")}
      </label>
      <p className="mt-1 text-sm text-ink-soft" id={id}>
        {t("advice")}
      </p>
      {problem && (
        <p className="mt-2 text-sm text-danger" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
