import type { Redis } from "@upstash/redis/cloudflare";
import { z } from "zod/mini";
import { type Presence, presence, type Status } from "../presence";
import { PRESENCE_TTL_MS } from "./presence";

const TTL_SECONDS = 90 * 24 * 60 * 60;
/** More people than any page shows. */
const PEOPLE_MAX = 200;

/** When somebody was last on the site, which outlasts that they are: `online` or `away`, until the mark lapses. */
const seenKey = (userId: string) => `last-seen:${userId}`;
const statusKey = (userId: string) => `status:${userId}`;

const found = z.array(z.nullable(z.string()));

/** Whether each is there, and when they last were; `null` while Redis is away, which is not the same as nobody. */
export async function presencesOf(redis: Redis, userIds: string[]): Promise<Map<string, Presence> | null> {
  const asked = [...new Set(userIds)].slice(0, PEOPLE_MAX);
  if (asked.length === 0) return new Map();
  try {
    const values = found.parse(await redis.mget([...asked.map(statusKey), ...asked.map(seenKey)]));
    const entries = asked.map((userId, n) => {
      const [status, lastSeenAt] = [values[n] ?? "offline", values[asked.length + n]];
      return [userId, presence.parse({ status, lastSeenAt })] as const;
    });
    return new Map(entries);
  } catch {
    return null;
  }
}

/** When each was last in a room; `null` for those nobody has seen, and for all while Redis is away. */
export async function lastSeenOf(redis: Redis, userIds: string[]): Promise<Record<string, string | null>> {
  const known = await presencesOf(redis, userIds);
  return Object.fromEntries(userIds.map((userId) => [userId, known?.get(userId)?.lastSeenAt ?? null]));
}

/** Never throws: when people were last seen is worth no error. */
export async function markLastSeen(redis: Redis, seen: Iterable<[userId: string, at: Date]>): Promise<void> {
  const marks = redis.pipeline();
  for (const [userId, at] of seen) marks.set(seenKey(userId), at.toISOString(), { ex: TTL_SECONDS });
  await marks.exec().catch(() => undefined);
}

/** That somebody is there, until the mark lapses. Never throws. */
export async function markStatus(
  redis: Redis,
  { userId, status }: { userId: string; status: Exclude<Status, "offline"> },
  at: Date,
): Promise<void> {
  await redis
    .pipeline()
    .set(statusKey(userId), status, { px: PRESENCE_TTL_MS })
    .set(seenKey(userId), at.toISOString(), { ex: TTL_SECONDS })
    .exec()
    .catch(() => undefined);
}

/** That somebody went. Never throws: what cannot be told lapses. */
export async function markOffline(redis: Redis, userId: string, at: Date): Promise<void> {
  await redis
    .pipeline()
    .del(statusKey(userId))
    .set(seenKey(userId), at.toISOString(), { ex: TTL_SECONDS })
    .exec()
    .catch(() => undefined);
}

/** Nothing is kept of somebody who does not want to be seen. Never throws. */
export async function forgetPresence(redis: Redis, userId: string): Promise<void> {
  await redis.del(statusKey(userId), seenKey(userId)).catch(() => undefined);
}
