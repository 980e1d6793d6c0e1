import { z } from "zod/mini";

/** Upper bounds, in milliseconds, of how long it may take to store a batch. */
export const STORING_BUCKETS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] as const;

const count = z.int().check(z.minimum(0));

/** How the rooms of one object stand, and what they did since it began. */
export const roomFigures = z.object({
  /** With somebody in them. */
  rooms: count,
  /** Of people, streams of events among them. */
  sockets: count,
  /** Lists and relays that hear from here. */
  followers: count,
  messages: count,
  /** Batches that were stored, all that failed, and how long the stored ones took. */
  batches: count,
  failures: count,
  storingMs: z.number(),
  /** How many took as long as each of `STORING_BUCKETS_MS` or less. */
  within: z.array(count),
});
export type RoomFigures = z.infer<typeof roomFigures>;
