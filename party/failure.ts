import type { Outcome } from "../lib/ledger";
import type { About } from "../lib/protocol/command";
import type { EventOf } from "../lib/protocol/event";
import type { Message } from "../lib/protocol/message";
import { Refusal, type RefusalCode, refusals, StaleRefusal } from "../lib/refusal";
import { refusalMessages } from "../lib/refusal-message";
import { log } from "../lib/server/log";
import { logRefusal } from "../lib/server/refusal-log";

import type { AskedBy } from "./asked-by";

const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** What anyone may know of a failure; what nobody expected goes to the log, with what it was asked by. */
export function codeOf(error: unknown, by: AskedBy = {}): RefusalCode {
  if (error instanceof Refusal) return error.code;
  log.error("unexpected in a conversation room", { ...by, error });
  return "unavailable";
}

export function refusalOf(outcome: Extract<Outcome, { is: "refused" }>): Refusal {
  return outcome.code === "stale" ? new StaleRefusal(outcome.unseen) : new Refusal(outcome.code);
}

/** What a refusal is about, and what whoever is refused as `stale` had not seen. */
export type RefusedAbout = About & { unseen?: Message[] | undefined };

export function refusedEvent(code: RefusalCode, { id, ref, unseen }: RefusedAbout): EventOf<"refused"> {
  return {
    type: "refused",
    ...{ ...(id && { id }), ...(ref && { ref }), ...(unseen && { unseen }) },
    ...{ code, message: refusalMessages[code], retryable: refusals[code].retryable },
  };
}

/** Closes the line of whoever only listens; what nobody expected is for the platform to report. */
export function turnAway(
  connection: Pick<WebSocket, "close">,
  error: unknown,
  { where, who = "nobody" }: { where: string; who: string | undefined },
): void {
  if (!(error instanceof Refusal)) throw error;
  const { code, isRetryable } = error;
  logRefusal({ code, where, who });
  connection.close(isRetryable ? TRY_AGAIN_LATER : POLICY_VIOLATION, code);
}
