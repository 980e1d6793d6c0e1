import type { Redis } from "@upstash/redis/cloudflare";
import { z } from "zod/mini";

/** A mark is made every ten seconds. Whoever is not marked again is gone, also where it was the rooms that died. */
export const PRESENCE_TTL_MS = 25_000;
/** More members than any page shows. */
const HERE_MAX = 50;
/** As many businesses as a page of the directory, and more. */
const BUSINESSES_MAX = 100;

/** Of each business the members who have its inbox open, with the moment until which that is believed. */
const keyOf = (businessId: string) => `here:${businessId}`;

export interface Seat {
  businessId: string;
  userId: string;
}

/** Never throws: whether somebody is here is worth no error. */
export async function markHere(
  redis: Redis,
  { businessId, userIds }: { businessId: string; userIds: string[] },
  nowMs: number,
): Promise<void> {
  const key = keyOf(businessId);
  const [first, ...others] = userIds.map((member) => ({ score: nowMs + PRESENCE_TTL_MS, member }));
  if (!first) return;
  await redis
    .pipeline()
    .zadd(key, first, ...others)
    .zremrangebyscore(key, 0, nowMs)
    .pexpire(key, PRESENCE_TTL_MS)
    .exec()
    .catch(() => undefined);
}

export async function markGone(redis: Redis, { businessId, userId }: Seat): Promise<void> {
  await redis.zrem(keyOf(businessId), userId).catch(() => undefined);
}

/** Whom of each business one would find there; nobody while Redis is away. */
export async function hereIn(redis: Redis, businessIds: string[], nowMs: number): Promise<Seat[]> {
  const asked = businessIds.slice(0, BUSINESSES_MAX);
  if (asked.length === 0) return [];
  const pipeline = redis.pipeline();
  for (const businessId of asked)
    pipeline.zrange(keyOf(businessId), nowMs, "+inf", { byScore: true, offset: 0, count: HERE_MAX });
  try {
    const found = z.array(z.array(z.uuid())).parse(await pipeline.exec());
    return asked.flatMap((businessId, n) => (found[n] ?? []).map((userId) => ({ businessId, userId })));
  } catch {
    return [];
  }
}
