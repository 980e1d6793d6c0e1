"use client";

import { useCallback } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { namesOf } from "./presence";

/** Writes names as a list, in the reader's language. */
export function useNames(): (people: { name: string }[]) => string {
  const locale = useLocale();
  const t = useTranslations("conversation");
  return useCallback(
    (people) => namesOf(people, { locale, others: (count) => t("others", { count }) }),
    [locale, t],
  );
}
