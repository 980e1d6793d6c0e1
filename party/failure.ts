import type { Outcome } from "../lib/ledger";
import type { About } from "../lib/protocol/command";
import type { EventOf } from "../lib/protocol/event";
import type { Message } from "../lib/protocol/message";
import { Refusal, type RefusalCode, refusals, StaleRefusal } from "../lib/refusal";

/** What anyone may know of a failure; what nobody expected goes to the log. */
export function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refusal) return error.code;
  console.error("unexpected in a conversation room:", error);
  return "unavailable";
}

export function refusalOf(outcome: Extract<Outcome, { is: "refused" }>): Refusal {
  return outcome.code === "stale" ? new StaleRefusal(outcome.unseen) : new Refusal(outcome.code);
}

/** What a refusal is about, and what whoever is refused as `stale` had not seen. */
export type RefusedAbout = About & { unseen?: Message[] | undefined };

export function refusedEvent(code: RefusalCode, { id, ref, unseen }: RefusedAbout): EventOf<"refused"> {
  const { message, retryable } = refusals[code];
  return {
    type: "refused",
    ...{ ...(id && { id }), ...(ref && { ref }), ...(unseen && { unseen }) },
    ...{ code, message, retryable },
  };
}
