import { instantOf, localDay } from "./opening-hours";
import { isThanks } from "./work";

/** How far back is looked, and how few people's waits chance would speak of. */
export const WINDOW_WEEKS = 13;
export const WAITS_MIN = 5;

const HOUR_MS = 60 * 60 * 1000;
const WEEK_DAYS = 7;

export interface Stretch {
  from: Date;
  to: Date;
}

/** This hour of the week by the clock there, in the weeks before this one. */
export function hoursLike(now: Date, timeZone: string): Stretch[] {
  const today = localDay(now, timeZone);
  const hour = hourOf(now, timeZone);
  return Array.from({ length: WINDOW_WEEKS }, (_, week) => {
    const day = today - (week + 1) * WEEK_DAYS;
    return {
      from: new Date(instantOf(day, hour * 60, timeZone)),
      to: new Date(instantOf(day, (hour + 1) * 60, timeZone)),
    };
  });
}

/** Which hour the clock there shows. */
export function hourOf(now: Date, timeZone: string): number {
  return Number(
    new Intl.DateTimeFormat("en-US", { hour: "2-digit", hourCycle: "h23", timeZone }).format(now),
  );
}

/**
 * The whole of these weeks, but for the last hour: who wrote just now would make it look quick, answered or not yet.
 */
export function weeksUpTo(now: Date): Stretch {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  return { from: ago(WINDOW_WEEKS * WEEK_DAYS * 24), to: ago(1) };
}

export interface Asked {
  conversationId: string;
  seq: number;
  /** The hour it fell into. */
  hour: string;
  body: string;
}

/**
 * What somebody wrote first in each hour: whose wait is measured. Which these are does not hang on whether anybody
 * answered, so that leaving people without an answer takes no wait out and puts none in.
 */
export function firstAsked(asked: Asked[]): Asked[] {
  const firsts = new Map<string, Asked>();
  for (const each of asked.toSorted((one, other) => one.seq - other.seq)) {
    const key = `${each.conversationId}/${each.hour}`;
    if (!firsts.has(key) && !isThanks(each.body)) firsts.set(key, each);
  }
  return [...firsts.values()];
}

/** How long somebody waited, or waits so far. */
export interface Wait {
  seconds: number;
  isAnswered: boolean;
}

export interface Quantile {
  seconds: number;
  /** Where somebody who waits still could make it more. */
  isAtLeast: boolean;
}

export interface Responsiveness {
  /** Of whose waits: in this hour of the week, or in the whole of it. */
  of: "hour" | "week";
  waits: number;
  median: Quantile;
  ninetieth: Quantile;
}

/** `null` where there are too few of them. */
export function responsivenessIn(of: Responsiveness["of"], waits: Wait[]): Responsiveness | null {
  if (waits.length < WAITS_MIN) return null;
  return { of, waits: waits.length, median: quantile(waits, 0.5), ninetieth: quantile(waits, 0.9) };
}

/** What that share of the waits did not last longer than; one that goes on counts with its length so far. */
function quantile(waits: Wait[], share: number): Quantile {
  const inOrder = waits.toSorted((one, other) => one.seconds - other.seconds);
  const seconds = inOrder[Math.ceil(inOrder.length * share) - 1]?.seconds ?? 0;
  const isAtLeast = inOrder.some((wait) => !wait.isAnswered && wait.seconds <= seconds);
  return { seconds, isAtLeast };
}
