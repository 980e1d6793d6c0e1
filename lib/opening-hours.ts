export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * From when to when by the clock on the wall, `HH:MM`; `24:00` is the end of the day. An end that is not after
 * its beginning is on the next day, so the night belongs to the day on which it begins.
 */
export type Shift = readonly [from: string, to: string];

/** A day that is not named, or has no shift, is closed. */
export type WeeklyHours = { readonly [day in Weekday]?: readonly Shift[] };

export interface OpeningHours {
  hours: WeeklyHours;
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

export function openState({ hours, timeZone }: OpeningHours, now: Date): OpenState {
  const nowMs = now.getTime();
  const today = localDay(now, timeZone);
  // Yesterday's night may reach into today; whatever is open for longer than a week is open for ever.
  const days = Array.from({ length: WEEK_DAYS + 3 }, (_, n) => today - 1 + n);
  const stretches = joined(days.flatMap((day) => stretchesOf(day, { hours, timeZone })));
  const current = stretches.find(({ from, to }) => from <= nowMs && nowMs < to);
  if (current) {
    const isForEver = current.to > nowMs + WEEK_DAYS * DAY_MS;
    return { isOpen: true, changesAt: isForEver ? null : new Date(current.to) };
  }
  const next = stretches.find(({ from }) => from > nowMs);
  return { isOpen: false, changesAt: next ? new Date(next.from) : null };
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

function stretchesOf(day: number, { hours, timeZone }: OpeningHours): Stretch[] {
  return (hours[weekdayOf(day)] ?? []).map(([from, to]) => {
    const isOver = minutesOf(to) > minutesOf(from);
    return {
      from: instantOf(day, minutesOf(from), timeZone),
      to: instantOf(isOver ? day : day + 1, minutesOf(to), timeZone),
    };
  });
}

/** In order, and as one where one ends when or after the next begins. */
function joined(stretches: Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const each of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else if (each.to > each.from) result.push({ ...each });
  }
  return result;
}

function minutesOf(time: string): number {
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
