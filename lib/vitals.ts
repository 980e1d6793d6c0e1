import { z } from "zod/mini";
import { type RoomFigures, roomFigures, STORING_BUCKETS_MS } from "./room-figures";

/** How things stood at a minute, whichever process looked: counts of the rooms go on since each shard began. */
export const vitals = z.object({
  /** In milliseconds. */
  minute: z.number(),
  /** One of each shard; nothing of one that did not answer. */
  shards: z.array(z.nullable(roomFigures)),
  /** What is due and was not done yet: counted up to WAITING_COUNTED_MAX, and since when the oldest is. */
  waiting: z.int(),
  lateMs: z.number(),
});
export type Vitals = z.infer<typeof vitals>;

export const VITALS_KEPT_MS = 24 * 60 * 60_000;
export const VITALS_SHOWN_MAX = 60;
/** More are not counted: that it is so many is all there is to know. */
export const WAITING_COUNTED_MAX = 10_000;
const MINUTE_MS = 60_000;

/** A minute as it is drawn; nothing of what nobody knows. */
export interface Pulse {
  minute: number;
  sockets: number | null;
  rooms: number | null;
  messagesPerSecond: number | null;
  /** How long storing took, in milliseconds: half and 99 of 100 batches took no longer. */
  p50: number | null;
  p99: number | null;
  waiting: number | null;
}

/** The last minutes up to the newest, each in its place, those that nobody looked at too. `known` is the newest first. */
export function pulsesOf(known: readonly Vitals[], count = VITALS_SHOWN_MAX): Pulse[] {
  const [newest] = known;
  if (!newest) return [];
  const byMinute = new Map(known.map((each) => [each.minute, each]));
  return Array.from({ length: count }, (_, n) => {
    const minute = newest.minute - (count - 1 - n) * MINUTE_MS;
    return pulseOf(minute, byMinute.get(minute), byMinute.get(minute - MINUTE_MS));
  });
}

function pulseOf(minute: number, now: Vitals | undefined, before: Vitals | undefined): Pulse {
  const done = now && before ? sumOf(sinceOf(now.shards, before.shards)) : null;
  const standing = now ? sumOf(now.shards) : null;
  return {
    minute,
    sockets: standing?.sockets ?? null,
    rooms: standing?.rooms ?? null,
    messagesPerSecond: done && done.messages / (MINUTE_MS / 1_000),
    p50: done && quantile(done, 0.5),
    p99: done && quantile(done, 0.99),
    waiting: now?.waiting ?? null,
  };
}

/** What each shard did in between; of one that began anew meanwhile, what it did since. */
function sinceOf(now: Vitals["shards"], before: Vitals["shards"]): Vitals["shards"] {
  return now.map((shard, n) => {
    const then = before[n];
    if (!shard || !then || then.batches > shard.batches || then.messages > shard.messages) return shard;
    return {
      ...shard,
      messages: shard.messages - then.messages,
      batches: shard.batches - then.batches,
      within: shard.within.map((count, bucket) => count - (then.within[bucket] ?? 0)),
    };
  });
}

type Sum = Pick<RoomFigures, "rooms" | "sockets" | "messages" | "batches" | "within">;

/** All shards as one; nothing where one is not known, whose part would be missing. */
function sumOf(shards: Vitals["shards"]): Sum | null {
  const known = shards.filter((shard) => shard !== null);
  if (known.length < shards.length) return null;
  const sum = (countOf: (shard: RoomFigures) => number) =>
    known.reduce((all, shard) => all + countOf(shard), 0);
  return {
    rooms: sum(({ rooms }) => rooms),
    sockets: sum(({ sockets }) => sockets),
    messages: sum(({ messages }) => messages),
    batches: sum(({ batches }) => batches),
    within: STORING_BUCKETS_MS.map((_, bucket) => sum(({ within }) => within[bucket] ?? 0)),
  };
}

/** By the upper bound of the bucket it falls in, as Prometheus would say without reckoning between two; nothing of nothing. */
function quantile(
  { batches, within }: Pick<RoomFigures, "batches" | "within">,
  share: number,
): number | null {
  if (batches === 0) return null;
  const bucket = within.findIndex((count) => count >= share * batches);
  return STORING_BUCKETS_MS[bucket] ?? STORING_BUCKETS_MS.at(-1) ?? null;
}
