import { subscribe } from "node:diagnostics_channel";
import { Server } from "node:http";

/**
 * How long a request may take to arrive; the longest is a file of 25 MB over a slow line. Node looks every 30 s for
 * those that take longer, and cuts them off.
 */
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 240_000;

/** Cuts off those who keep connections by sending a little at a time. Next leaves Node's 60 s and 300 s. */
export function limitSlowRequests({
  headersMs = HEADERS_WITHIN_MS,
  requestMs = REQUEST_WITHIN_MS,
} = {}): void {
  subscribe("http.server.request.start", (started) => {
    if (typeof started !== "object" || started === null || !("server" in started)) return;
    const { server } = started;
    if (!(server instanceof Server)) return;
    server.headersTimeout = headersMs;
    server.requestTimeout = requestMs;
  });
}
