export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * From when to when by the clock on the wall, `HH:MM`; `24:00` is the end of the day. An end that is not after
 * its beginning is on the next day, so the night belongs to the day on which it begins.
 */
export type Shift = readonly [from: string, to: string];

/** A day that is not named, or has no shift, is closed. */
export type WeeklyHours = { readonly [day in Weekday]?: readonly Shift[] };

/** Days that are not like others, the first and the last by their dates there, `YYYY-MM-DD`; without a shift, closed. */
export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly shifts: readonly Shift[];
}

export interface OpeningHours {
  hours: WeeklyHours;
  /** None of which share a day. */
  holidays?: readonly Holiday[];
  /** IANA name of where the clock hangs. */
  timeZone: string;
}

export interface OpenState {
  isOpen: boolean;
  /** When that changes; `null` for what never closes or never opens. */
  changesAt: Date | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK_DAYS = 7;
/** 1 January 1970 was a Thursday. */
const FIRST_DAY = WEEKDAYS.indexOf("thu");

export function openState(place: OpeningHours, now: Date): OpenState {
  const nowMs = now.getTime();
  const today = localDay(now, place.timeZone);
  // From then on every week is like the other: whatever is open to the end of one is open for ever.
  const lastDay = Math.max(today, ...(place.holidays ?? []).map(({ to }) => dayOf(to))) + WEEK_DAYS + 1;
  let current: Stretch | undefined;
  // Yesterday's night may reach into today.
  for (let day = today - 1; day <= lastDay; day += 1) {
    for (const each of stretchesOf(day, place)) {
      if (current && each.from <= current.to) current.to = Math.max(current.to, each.to);
      else if (current) return { isOpen: true, changesAt: new Date(current.to) };
      else if (each.from > nowMs) return { isOpen: false, changesAt: new Date(each.from) };
      else if (each.to > nowMs) current = each;
    }
  }
  if (!current) return { isOpen: false, changesAt: null };
  const isForEver = current.to > instantOf(lastDay, 0, place.timeZone);
  return { isOpen: true, changesAt: isForEver ? null : new Date(current.to) };
}

export function holidayOn(day: number, holidays: readonly Holiday[]): Holiday | undefined {
  return holidays.find(({ from, to }) => dayOf(from) <= day && day <= dayOf(to));
}

/** The day of a date, as `localDay` counts them. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00Z`) / DAY_MS;
}

/** Which day it is there, counted from 1 January 1970: for the difference of two, and for `weekdayOf`. */
export function localDay(at: Date, timeZone: string): number {
  return Math.floor((at.getTime() + offsetMs(at.getTime(), timeZone)) / DAY_MS);
}

export function weekdayOf(localDay: number): Weekday {
  const n = (((localDay + FIRST_DAY) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
  return WEEKDAYS[n] ?? "mon";
}

interface Stretch {
  from: number;
  to: number;
}

/** What begins on a day, in order. */
function stretchesOf(day: number, { hours, holidays = [], timeZone }: OpeningHours): Stretch[] {
  const shifts = holidayOn(day, holidays)?.shifts ?? hours[weekdayOf(day)] ?? [];
  return shifts
    .map(([from, to]) => ({
      from: instantOf(day, minutesOf(from), timeZone),
      to: instantOf(isOvernight(from, to) ? day + 1 : day, minutesOf(to), timeZone),
    }))
    .filter(({ from, to }) => from < to)
    .toSorted((one, other) => one.from - other.from);
}

/** Whether it ends on the next day. */
export function isOvernight(from: string, to: string): boolean {
  return minutesOf(to) <= minutesOf(from);
}

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/**
 * When the clock there shows that time. What it shows twice, because it was set back, is the first; what it
 * leaves out is as long after midnight as if it had not been set forward.
 */
export function instantOf(day: number, minutes: number, timeZone: string): number {
  const wall = day * DAY_MS + minutes * MINUTE_MS;
  const before = offsetMs(wall - DAY_MS, timeZone);
  if (offsetMs(wall - before, timeZone) === before) return wall - before;
  const after = offsetMs(wall + DAY_MS, timeZone);
  return offsetMs(wall - after, timeZone) === after ? wall - after : wall - before;
}

/** How far the clock there is ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockIn(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(atMs / 1000) * 1000;
}

/** Making one takes a hundred times as long as reading it; there are no more than there are zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", {
      ...({ calendar: "gregory", hourCycle: "h23", timeZone } as const),
      ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
      ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
    });
  clocks.set(timeZone, clock);
  return clock;
}
