"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { AWAY_TEXT_LENGTH_MAX, GREETING_LENGTH_MAX, type Reception } from "@/lib/reception";
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
        <LongField
          hint={t("texts.greetingHint")}
          label={t("texts.greeting")}
          max={GREETING_LENGTH_MAX}
          onChange={(greeting) => setTexts({ ...texts, greeting })}
          value={texts.greeting}
        />
        <LongField
          hint={t("texts.awayHint")}
          label={t("texts.away")}
          max={AWAY_TEXT_LENGTH_MAX}
          onChange={(awayText) => setTexts({ ...texts, awayText })}
          value={texts.awayText}
        />
        {end}
      </form>
    </section>
  );
}

interface LongFieldProps {
  label: string;
  hint: string;
  value: string;
  max: number;
  onChange: (value: string) => void;
}

function LongField({ label, hint, value, max, onChange }: LongFieldProps) {
  const id = useId();
  return (
    <div>
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {label}
      </label>
      <textarea
        aria-describedby={`${id}-hint`}
        className="block field-sizing-content max-h-80 min-h-20 w-full resize-none rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-base wrap-anywhere outline-none focus-visible:border-pine-ink focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-pine-ink"
        dir={value ? "auto" : undefined}
        id={id}
        maxLength={max}
        onChange={({ target }) => onChange(target.value)}
        value={value}
      />
      <p className="mt-1.5 text-sm text-ink-faint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
