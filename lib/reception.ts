import { dayOf, type Holiday, isOvernight, minutesOf, type Shift, type WeeklyHours } from "./opening-hours";

/** What an owner decides of how a business receives people, and how much of it there may be. */
export interface Reception {
  /** Not said where there are none. */
  hours: WeeklyHours | null;
  holidays: Holiday[];
  timeZone: string;
  /** What customers read before they write for the first time. */
  greeting: string;
  /** And what they read while it is closed. */
  awayText: string;
}

export const SHIFTS_PER_DAY_MAX = 4;
export const HOLIDAYS_MAX = 40;
export const HOLIDAY_NAME_LENGTH_MAX = 60;
/** No day that is looked up to find the next opening is further away. */
export const HOLIDAY_AHEAD_DAYS_MAX = 2 * 366;
export const GREETING_LENGTH_MAX = 500;
export const AWAY_TEXT_LENGTH_MAX = 300;

/** Of the clock on the wall; only an end may be `24:00`. */
export function isClockTime(time: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time);
}

/** Whether there is such a day: `2027-02-29` is none. */
export function isDate(date: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return false;
  const at = new Date(`${date}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** Whether two shifts of one day share a minute of that day. */
export function overlap(shifts: readonly Shift[]): boolean {
  const inOrder = shifts.toSorted(([one], [other]) => minutesOf(one) - minutesOf(other));
  return inOrder.some(([from, to], n) => {
    const next = inOrder[n + 1];
    return next !== undefined && (isOvernight(from, to) || minutesOf(next[0]) < minutesOf(to));
  });
}

/** Whether one day would have two names. */
export function shareDays(holidays: readonly Pick<Holiday, "from" | "to">[]): boolean {
  const inOrder = holidays.toSorted((one, other) => dayOf(one.from) - dayOf(other.from));
  return inOrder.some(({ to }, n) => {
    const next = inOrder[n + 1];
    return next !== undefined && dayOf(next.from) <= dayOf(to);
  });
}
