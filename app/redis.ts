import type { Redis } from "@upstash/redis/cloudflare";
import { env } from "@/lib/server/env";
import { presencesOf as presencesIn } from "@/lib/server/last-seen";
import { hereIn as hereNow } from "@/lib/server/presence";
import { RateLimit } from "@/lib/server/rate-limit";
import { openRedis } from "@/lib/server/redis";
import { noteStanding } from "./asked";
import { usesInForce } from "./site-settings";

let opened: Redis | undefined;
let counted: RateLimit | undefined;

export function redis(): Redis {
  opened ??= openRedis(address());
  return opened;
}

export function limits(): RateLimit {
  counted ??= new RateLimit(address(), Date.now, noteStanding, usesInForce);
  return counted;
}

/** Whether each is on the site, and when they last were; `null` while Redis is away. */
export function presencesOf(userIds: string[]) {
  return presencesIn(redis(), userIds);
}

/** Who of some businesses is there right now. */
export function hereIn(businessIds: string[]) {
  return hereNow(redis(), businessIds, Date.now());
}

function address() {
  return { url: env().UPSTASH_REDIS_REST_URL, token: env().UPSTASH_REDIS_REST_TOKEN };
}
