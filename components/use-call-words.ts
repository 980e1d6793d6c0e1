import { useLocale, useTranslations } from "use-intl/react";
import type { Call } from "@/lib/call";

const MINUTE_SECONDS = 60;

type Told = Pick<Call, "state" | "seconds">;

/** What became of a call, to one of its two sides. */
export function useCallWords(): (call: Told, isOwn: boolean) => string {
  const t = useTranslations("common.call");
  const locale = useLocale();
  return ({ state, seconds }, isOwn) => {
    if (state === "ended" && seconds !== null) return t("lasted", { duration: lastedFor(seconds, locale) });
    return state === "missed" && isOwn ? t("unanswered") : t(state);
  };
}

/** `42 sec`, `3 min` */
export function lastedFor(seconds: number, locale: string): string {
  const isShort = seconds < MINUTE_SECONDS;
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: isShort ? "second" : "minute",
    unitDisplay: "short",
  });
  return format.format(isShort ? seconds : Math.round(seconds / MINUTE_SECONDS));
}
