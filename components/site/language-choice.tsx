"use client";

import { useActionState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { LOCALE_NAMES, LOCALES } from "@/lib/locale";

export type ChooseLanguage = (before: unknown, form: FormData) => Promise<unknown>;

/**
 * The server writes the page anew in the language chosen; nothing that is open is lost. Before the page is alive, and
 * without scripts, it is a form like any other.
 */
export function LanguageChoice({ choose }: { choose: ChooseLanguage }) {
  const t = useTranslations("site");
  const spoken = useLocale();
  const [, ask, isPending] = useActionState(choose, null);
  return (
    <form action={ask}>
      <fieldset aria-busy={isPending} className="flex gap-1 rounded-md bg-sunken p-1">
        <legend className="sr-only">{t("language")}</legend>
        {LOCALES.map((locale) => (
          <button
            aria-pressed={locale === spoken}
            className="h-8 flex-1 rounded-sm border border-transparent px-2.5 text-sm text-ink-soft transition-colors hover:text-ink aria-pressed:border-line aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-raised forced-colors:aria-pressed:border-2 forced-colors:aria-pressed:border-[Highlight]"
            dir="auto"
            key={locale}
            lang={locale}
            name="locale"
            type="submit"
            value={locale}
          >
            {LOCALE_NAMES[locale]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
