// The plain import of this package dies in workerd; this one runs in Node as well.
import { Redis } from "@upstash/redis/cloudflare";

/** Everything kept in Redis may be lost, so a request does not wait for it longer than this. */
export const REDIS_TIMEOUT_MS = 150;
/** What arrived while this process itself was busy is looked at in so long. */
const GRACE_MS = 20;

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
    signal: () => patience(timeoutMs),
  });
}

/**
 * Ends after so long. In a process that many ask at once a timer comes before the answers that lie there already: Redis
 * would seem to be away, and each process would count for itself.
 */
function patience(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => setTimeout(() => controller.abort(new Error("Redis did not answer")), GRACE_MS), ms);
  return controller.signal;
}
