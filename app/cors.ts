import { env } from "@/lib/server/env";

const METHODS = "GET, POST, PUT, PATCH, DELETE";
const ASKED_WITH = "authorization, content-type, range";
const READ = "ratelimit, ratelimit-policy, retry-after, x-request-id, content-range";
/** How long a browser goes by what it was told, before it asks once more. */
const KEPT_SECONDS = 600;

/**
 * Lets a page of an origin on the list read an answer. What it says is taken from the list and never from who asks, and
 * cookies are never let in: such pages have tokens.
 */
export function openToListed(headers: Headers, origin: string | null): boolean {
  const { API_ORIGINS } = env();
  if (API_ORIGINS.length === 0) return false;
  headers.append("vary", "origin");
  const listed = API_ORIGINS.find((each) => each === origin);
  if (listed === undefined) return false;
  headers.set("access-control-allow-origin", listed);
  headers.set("access-control-expose-headers", READ);
  return true;
}

/** What a browser asks before it lets a page of another site ask for anything. */
export function preflight(origin: string | null): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (openToListed(headers, origin)) {
    headers.set("access-control-allow-methods", METHODS);
    headers.set("access-control-allow-headers", ASKED_WITH);
    headers.set("access-control-max-age", String(KEPT_SECONDS));
  }
  return new Response(null, { status: 204, headers });
}
