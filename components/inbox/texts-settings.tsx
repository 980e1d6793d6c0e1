"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { AWAY_TEXT_LENGTH_MAX, GREETING_LENGTH_MAX, type Reception } from "@/lib/reception";
import { TextArea } from "../ui/text-area";
import { useSaving } from "./use-saving";

type Texts = Pick<Reception, "greeting" | "awayText">;

interface TextsSettingsProps {
  businessId: string;
  texts: Texts;
  set: (asked: Texts & { businessId: string }) => Promise<ActionResult<Texts>>;
}

/** What a business says to whoever writes for the first time, and while it is closed. */
export function TextsSettings({ businessId, texts: atFirst, set }: TextsSettingsProps) {
  const t = useTranslations("reception");
  const headingId = useId();
  const [texts, setTexts] = useState(atFirst);
  const [saved, setSaved] = useState(atFirst);

  const { save, end } = useSaving({
    ask: (next: Texts) => set({ businessId, ...next }),
    onKept: (_, kept: Texts) => {
      setTexts(kept);
      setSaved(kept);
    },
  });

  return (
    <section aria-labelledby={headingId}>
      <h2 className="font-display text-xl" id={headingId}>
        {t("texts.title")}
      </h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("texts.advice")}</p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          save(texts, saved);
        }}
      >
        <TextArea
          dir={texts.greeting ? "auto" : undefined}
          hint={t("texts.greetingHint")}
          label={t("texts.greeting")}
          maxLength={GREETING_LENGTH_MAX}
          onChange={({ target }) => setTexts({ ...texts, greeting: target.value })}
          value={texts.greeting}
        />
        <TextArea
          dir={texts.awayText ? "auto" : undefined}
          hint={t("texts.awayHint")}
          label={t("texts.away")}
          maxLength={AWAY_TEXT_LENGTH_MAX}
          onChange={({ target }) => setTexts({ ...texts, awayText: target.value })}
          value={texts.awayText}
        />
        {end}
      </form>
    </section>
  );
}
