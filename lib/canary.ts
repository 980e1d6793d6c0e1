import { z } from "zod/mini";

/** The way of a message, hop by hop: what the canary tries each minute, and names where it breaks. */
export const canaryHops = ["site", "ticket", "room", "ledger", "database", "telling"] as const;
export type CanaryHop = (typeof canaryHops)[number];

/** How long each hop took, in milliseconds; those after the one that broke were not come to. */
export const canaryTimes = z.partialRecord(z.enum(canaryHops), z.number());
export type CanaryTimes = z.infer<typeof canaryTimes>;

/** One flight, in a minute of the database's clock. */
export interface CanaryRun {
  /** In milliseconds. */
  minute: number;
  isOver: boolean;
  broken: CanaryHop | null;
  /** A refusal's code, or the name of what went wrong; never what was said. */
  why: string | null;
  took: CanaryTimes;
}

export const CANARY_EVERY_MS = 60_000;
/** What takes longer is broken. All hops together stay within a minute. */
export const CANARY_HOP_WITHIN_MS = 6_000;
/** So many flights are kept, and shown. */
export const CANARY_KEPT_MS = 24 * 60 * 60_000;
export const CANARY_SHOWN_MAX = 60;
/** Of flights that could not be written down, because the database was away; the oldest are forgotten. */
export const CANARY_OWED_MAX = 120;
/** Six hours of messages. The conversation then makes room for another: numbers of one have no gaps. */
export const CANARY_MESSAGES_MAX = 360;
/** Older, the newest flight says nothing of how things stand. */
export const CANARY_STALE_MS = 3 * CANARY_EVERY_MS;

/** The business that is none: no list, search or page of the site knows of it, and it has no members. */
export const CANARY_BUSINESS_ID = "00000000-0000-4000-8000-0000000000ca";
/** Who flies, a guest. */
export const CANARY_USER_ID = "00000000-0000-4000-8000-0000000000cb";

/** The slowest part of the way is no sum: it is how long until somebody else had heard what was said. */
export function flightMs({ took }: Pick<CanaryRun, "took">): number | null {
  return took.telling ?? null;
}

/** How the newest flight leaves things: nothing is known before the first, or where none was for long. */
export function canaryState(newest: CanaryRun | null, nowMs: number): "ok" | "broken" | "unknown" {
  if (!newest || nowMs - newest.minute > CANARY_STALE_MS + CANARY_EVERY_MS) return "unknown";
  return newest.broken === null ? "ok" : "broken";
}
