import { policies, type Standing } from "./rate-limit";

const SECOND_MS = 1_000;

/**
 * How a caller stands, as header fields for programs (draft-ietf-httpapi-ratelimit-headers-11): of each policy what it
 * allows (`q`) in how many seconds (`w`), what is left of it (`r`), and when its window ends (`t`).
 */
export function rateLimitFields(standings: Standing[]): Record<string, string> {
  if (standings.length === 0) return {};
  return {
    "ratelimit-policy": standings
      .map(({ policy, uses }) => `"${policy}";q=${uses};w=${policies[policy].windowMs / SECOND_MS}`)
      .join(", "),
    ratelimit: standings
      .map(({ policy, remaining, resetMs }) => `"${policy}";r=${remaining};t=${secondsUp(resetMs)}`)
      .join(", "),
  };
}

/** Never less than it takes. */
export function secondsUp(ms: number): number {
  return Math.max(0, Math.ceil(ms / SECOND_MS));
}
