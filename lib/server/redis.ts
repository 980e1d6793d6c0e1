// The plain import of this package dies in workerd; this one runs in Node as well.
import { Redis } from "@upstash/redis/cloudflare";

/** Everything kept in Redis may be lost, so a request does not wait for it longer than this. */
export const REDIS_TIMEOUT_MS = 150;

export function openRedis({
  url,
  token,
  timeoutMs = REDIS_TIMEOUT_MS,
}: {
  url: string;
  token: string;
  timeoutMs?: number;
}): Redis {
  return new Redis({
    url,
    token,
    enableTelemetry: false,
    retry: false,
    signal: () => AbortSignal.timeout(timeoutMs),
  });
}
