import type { ActionResult } from "@/lib/action-result";
import { isOutdated, renew } from "./outdated";

/** Written out, as what is asked before anything is loaded must not bring all refusals there are. */
const UNREACHABLE = {
  ok: false,
  refusal: {
    code: "unavailable",
    message: "The site cannot be reached just now. Check your connection and try again.",
    retryable: true,
  },
} as const;

/** What a server action answers; where the site cannot be reached that is the answer, instead of an error. */
export function answered<Value>(asked: Promise<ActionResult<Value>>): Promise<ActionResult<Value>> {
  return asked.catch((cause: unknown) => {
    console.warn("not reached:", cause);
    if (isOutdated(cause)) renew();
    return UNREACHABLE;
  });
}
