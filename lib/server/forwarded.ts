import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

const FORWARDED = /^(forwarded|x-forwarded-.*|x-real-ip|traceparent|tracestate|baggage)$/;

/**
 * Takes from every request what only a proxy of ours may say of where it came from, and of which trace it is part. Next fills the gaps
 * with what it sees of the connection, but believes these headers of anyone who sends them.
 */
export function distrustForwardedHeaders(): void {
  subscribe("http.server.request.start", (started) => {
    if (typeof started !== "object" || started === null || !("request" in started)) return;
    const { request } = started;
    if (!(request instanceof IncomingMessage)) return;
    for (const name of Object.keys(request.headers)) if (FORWARDED.test(name)) delete request.headers[name];
  });
}

/**
 * Whom to count a request under, from X-Forwarded-For, to which each of our proxies adds the address it saw
 * itself: what the outermost saw, and nothing that came with the request. Without proxies Next adds the one there
 * is. Of IPv6 it is the network, because one customer of a provider has all addresses in it.
 */
export function callerAddress(forwardedFor: string | null, proxies: number): string {
  const seen = forwardedFor?.split(",").slice(-Math.max(1, proxies)) ?? [];
  const address = seen[0]?.trim().toLowerCase() ?? "";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped) return mapped;
  return isIPv6(address) ? networkOf(address) : address || "unknown";
}

const NETWORK_GROUPS = 4;
const GROUPS = 8;

function networkOf(address: string): string {
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const left = head.split(":").filter(Boolean);
  const right = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, GROUPS - left.length - right.length)).fill("0");
  return `${[...left, ...zeros, ...right].slice(0, NETWORK_GROUPS).join(":")}::/64`;
}
