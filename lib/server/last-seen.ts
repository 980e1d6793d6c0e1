import type { Redis } from "@upstash/redis/cloudflare";
import { z } from "zod/mini";

const TTL_SECONDS = 90 * 24 * 60 * 60;
/** More people than any page shows. */
const PEOPLE_MAX = 200;

const keyOf = (userId: string) => `last-seen:${userId}`;
const instant = z.nullable(z.iso.datetime());

/** When each was last in a room; `null` for those nobody has seen, and for all while Redis is away. */
export async function lastSeenOf(redis: Redis, userIds: string[]): Promise<Record<string, string | null>> {
  const asked = userIds.slice(0, PEOPLE_MAX);
  const seen = await readAll(redis, asked);
  return Object.fromEntries(asked.map((userId, n) => [userId, seen[n] ?? null]));
}

/** Never throws: when people were last seen is worth no error. */
export async function markLastSeen(redis: Redis, seen: Iterable<[userId: string, at: Date]>): Promise<void> {
  const marks = redis.pipeline();
  for (const [userId, at] of seen) marks.set(keyOf(userId), at.toISOString(), { ex: TTL_SECONDS });
  await marks.exec().catch(() => undefined);
}

async function readAll(redis: Redis, userIds: string[]): Promise<(string | null)[]> {
  if (userIds.length === 0) return [];
  try {
    return z.array(instant).parse(await redis.mget(userIds.map(keyOf)));
  } catch {
    return [];
  }
}
