import { localDay, type Shift, WEEKDAYS, type WeeklyHours, weekdayOf } from "@/lib/opening-hours";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";
import { clockWords } from "./opening-words";

export interface WeekWords {
  days: { day: string; times: string[]; isToday: boolean }[];
  /** Whose clock it is. */
  zone: string;
}

/** 5 January 1970 was a Monday. */
const MONDAY_MS = Date.UTC(1970, 0, 5);
const DAY_MS = 24 * 60 * 60 * 1000;

/** The hours of a week as a table says them, from Monday on. */
export async function weekWords(
  { hours, timeZone }: { hours: WeeklyHours; timeZone: string },
  now: Date,
): Promise<WeekWords> {
  const t = await words("profile");
  const locale = await regionalLocale();
  const name = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const today = weekdayOf(localDay(now, timeZone));
  const days = WEEKDAYS.map((weekday, n) => {
    const shifts = hours[weekday] ?? [];
    const times = shifts.map((shift) =>
      isAllDay(shift) ? t("hours.allDay") : shift.map((time) => wallClock(time, locale)).join(" – "),
    );
    return {
      day: name.format(MONDAY_MS + n * DAY_MS),
      times: times.length > 0 ? times : [t("hours.closed")],
      isToday: weekday === today,
    };
  });
  return { days, zone: t("hours.local", { zone: zoneName(timeZone, { locale, now }) }) };
}

function isAllDay([from, to]: Shift): boolean {
  return from === "00:00" && to === "24:00";
}

/** A time that belongs to no day, as the reader writes it. */
function wallClock(time: string, locale: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return clockWords(new Date(Date.UTC(1970, 0, 5, hours, minutes)), { locale, timeZone: "UTC" });
}

function zoneName(timeZone: string, { locale, now }: { locale: string; now: Date }): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(now);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
