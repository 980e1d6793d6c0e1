import {
  dayOf,
  type Holiday,
  localDay,
  type OpeningHours,
  type Shift,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from "@/lib/opening-hours";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";
import { clockWords } from "./opening-words";

export interface WeekWords {
  days: { day: string; times: string[]; isToday: boolean }[];
  /** What is not like that, of the next weeks. */
  others: { id: string; day: string; name: string; times: string[] }[];
  /** Whose clock it is. */
  zone: string;
}

/** 5 January 1970 was a Monday. */
const MONDAY_MS = Date.UTC(1970, 0, 5);
const DAY_MS = 24 * 60 * 60 * 1000;

/** The hours of a week as a table says them, from Monday on. */
export async function weekWords(
  { hours, holidays = [], timeZone }: OpeningHours,
  now: Date,
): Promise<WeekWords> {
  const t = await words("profile");
  const locale = await regionalLocale();
  const names = await weekdayNames();
  const today = localDay(now, timeZone);
  const timesOf = (shifts: readonly Shift[]) =>
    shifts.length === 0
      ? [t("hours.closed")]
      : shifts.map((shift) =>
          isAllDay(shift) ? t("hours.allDay") : shift.map((time) => wallClock(time, locale)).join(" – "),
        );
  const days = WEEKDAYS.map((weekday) => ({
    day: names[weekday],
    times: timesOf(hours[weekday] ?? []),
    isToday: weekday === weekdayOf(today),
  }));
  const others = soon(holidays, today).map(({ name, from, to, shifts }) => ({
    ...{ id: from, name, times: timesOf(shifts) },
    day: new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).formatRange(
      dayOf(from) * DAY_MS,
      dayOf(to) * DAY_MS,
    ),
  }));
  return {
    days,
    others,
    zone: t("hours.local", { zone: zoneWords(timeZone, { locale, nowMs: now.getTime() }) }),
  };
}

/** What the days of the week are called. */
export async function weekdayNames(): Promise<Record<Weekday, string>> {
  const name = new Intl.DateTimeFormat(await regionalLocale(), { weekday: "long", timeZone: "UTC" });
  const of = (n: number) => name.format(MONDAY_MS + n * DAY_MS);
  return { mon: of(0), tue: of(1), wed: of(2), thu: of(3), fri: of(4), sat: of(5), sun: of(6) };
}

const SOON_DAYS = 60;
const OTHERS_MAX = 4;

function soon(holidays: readonly Holiday[], today: number): Holiday[] {
  return holidays
    .filter(({ from, to }) => dayOf(to) >= today && dayOf(from) <= today + SOON_DAYS)
    .toSorted((one, other) => dayOf(one.from) - dayOf(other.from))
    .slice(0, OTHERS_MAX);
}

function isAllDay([from, to]: Shift): boolean {
  return from === "00:00" && (to === "24:00" || to === from);
}

/** A time that belongs to no day, as the reader writes it. */
function wallClock(time: string, locale: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return clockWords(new Date(Date.UTC(1970, 0, 5, hours, minutes)), { locale, timeZone: "UTC" });
}

/** What the clocks of a place are called there. */
export function zoneWords(timeZone: string, { locale, nowMs }: { locale: string; nowMs: number }): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(
    nowMs,
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
