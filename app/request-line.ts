import { log } from "@/lib/server/log";
import { type CountedRequest, countRequest } from "@/lib/server/metrics";

/** Of a request to the API or a server action; gives back what to call, once, with what came of it. */
export function requestBegan(
  asked: Pick<CountedRequest, "kind" | "method" | "route">,
): (answer: Pick<CountedRequest, "code" | "status">) => void {
  const began = performance.now();
  return ({ code, status }) => {
    const ms = performance.now() - began;
    countRequest({ ...asked, code, status, seconds: ms / 1_000 });
    log.info("request", { ...asked, status, outcome: code, ms: Math.round(ms) });
  };
}
