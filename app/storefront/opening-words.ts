import { localDay, type OpeningHours, openState, type WeeklyHours } from "@/lib/opening-hours";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";

export interface Opening {
  isOpen: boolean;
  words: string;
}

/** Whether a business is open and when that changes, by its own clock; `null` where it names no hours. */
export async function openingWords(
  { hours, timeZone }: { hours: WeeklyHours | null; timeZone: string },
  now: Date,
): Promise<Opening | null> {
  if (!hours) return null;
  const { isOpen, changesAt } = openState({ hours, timeZone }, now);
  return { isOpen, words: await said({ isOpen, changesAt, now, timeZone }) };
}

interface Change {
  isOpen: boolean;
  changesAt: Date | null;
  now: Date;
  timeZone: OpeningHours["timeZone"];
}

async function said({ isOpen, changesAt, now, timeZone }: Change): Promise<string> {
  const t = await words("profile");
  if (!changesAt) return isOpen ? t("open.always") : t("open.never");
  const locale = await regionalLocale();
  const time = clockWords(changesAt, { locale, timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone }).format(changesAt);
  const days = localDay(changesAt, timeZone) - localDay(now, timeZone);
  if (isOpen) return days > 1 ? t("open.untilDay", { day, time }) : t("open.until", { time });
  if (days === 0) return t("open.at", { time });
  return days === 1 ? t("open.tomorrow", { time }) : t("open.on", { day, time });
}

export function clockWords(at: Date, { locale, timeZone }: { locale: string; timeZone: string }): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(at);
}
