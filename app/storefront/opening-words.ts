import { holidayOn, localDay, type OpeningHours, openState, type WeeklyHours } from "@/lib/opening-hours";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";

export interface Opening {
  isOpen: boolean;
  words: string;
  /** When that changes, as ISO time; `null` for what never closes or never opens. */
  changesAt: string | null;
  timeZone: string;
}

/** Whether a business is open and when that changes, by its own clock; `null` where it names no hours. */
export async function openingWords(
  { hours, ...where }: Omit<OpeningHours, "hours"> & { hours: WeeklyHours | null },
  now: Date,
): Promise<Opening | null> {
  if (!hours) return null;
  const place = { ...where, hours };
  const { isOpen, changesAt } = openState(place, now);
  return {
    ...{ isOpen, timeZone: place.timeZone, changesAt: changesAt?.toISOString() ?? null },
    words: await said({ isOpen, changesAt, now, place }),
  };
}

interface Change {
  isOpen: boolean;
  changesAt: Date | null;
  now: Date;
  place: OpeningHours;
}

/** From so many days on a weekday alone could be another one. */
const DATED_FROM_DAYS = 7;

async function said({ isOpen, changesAt, now, place }: Change): Promise<string> {
  const t = await words("profile");
  if (!changesAt) return isOpen ? t("open.always") : t("open.never");
  const { timeZone, holidays = [] } = place;
  const locale = await regionalLocale();
  const time = clockWords(changesAt, { locale, timeZone });
  const days = localDay(changesAt, timeZone) - localDay(now, timeZone);
  const date = days < DATED_FROM_DAYS ? {} : ({ day: "numeric", month: "long" } as const);
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", ...date, timeZone }).format(changesAt);
  if (isOpen) return days > 1 ? t("open.untilDay", { day, time }) : t("open.until", { time });
  const tomorrow = days === 1 ? t("open.tomorrow", { time }) : t("open.on", { day, time });
  const opens = days === 0 ? t("open.at", { time }) : tomorrow;
  const holiday = holidayOn(localDay(now, timeZone), holidays)?.name;
  return holiday ? t("open.closedFor", { holiday: isolated(holiday), opens }) : t("open.closed", { opens });
}

export function clockWords(at: Date, { locale, timeZone }: { locale: string; timeZone: string }): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(at);
}

/** A name that runs its own way, whatever stands around it. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
