import type { ClosingState } from "./closing-states";
import { isStaff } from "./permissions";
import type { Participant } from "./protocol/event";
import type { Message } from "./protocol/message";
import { CLOCK } from "./work";

/** Where the customer says nothing for this long, what was proposed to be done is done. */
export const CLOSING_SILENCE_MS = 72 * 60 * 60 * 1000;
export const RATING_MAX = 5;
export const CLOSING_COMMENT_LENGTH_MAX = 500;

/** `metadata` of the message that tells of one going at completing a conversation. Its sender is who proposed it. */
export interface Closing {
  event: "closing";
  state: ClosingState;
  /** ISO time: at which it lapses into completed, where the customer says nothing. */
  until: string;
  /** ISO time: since when it is proposed no more. */
  closedAt: string | null;
  /** Of the customer, once it is completed: 1 to RATING_MAX. */
  rating: number | null;
  comment: string;
}

/** What is asked of a closing; each says how it shall be, so a repeat does nothing. */
export type ClosingWish =
  | { wish: "confirm" | "object" | "withdraw" | "lapse" }
  | { wish: "rate"; rating: number; comment: string };

type Verdict =
  | { is: "changed"; closing: Closing }
  | { is: "same" }
  | { is: "refused"; code: "forbidden" | "conflict" };
const refused = (code: "forbidden" | "conflict"): Verdict => ({ is: "refused", code });
const outcomes = {
  confirm: "confirmed",
  object: "objected",
  withdraw: "withdrawn",
  lapse: "lapsed",
} as const;

export function closingOf({ kind, metadata }: Pick<Message, "kind" | "metadata">): Closing | null {
  return kind === "system" && isClosing(metadata) ? metadata : null;
}

/** Only the ledger writes what the site tells of a conversation. */
function isClosing(metadata: object): metadata is Closing {
  return "event" in metadata && metadata.event === "closing";
}

/** A closing that somebody of the business proposes now. */
export function proposed(nowMs: number): Closing {
  const until = new Date(nowMs + CLOSING_SILENCE_MS).toISOString();
  return { event: "closing", state: "proposed", until, closedAt: null, rating: null, comment: "" };
}

/** Whether the conversation is completed by it. */
export function isDone({ state }: Pick<Closing, "state">): boolean {
  return state === "confirmed" || state === "lapsed";
}

/** What somebody's wish makes of a closing, if they may have it. Whether the time is up is for the site to say. */
export function closingAfter(
  before: Closing,
  asked: ClosingWish,
  by: Pick<Participant, "userId" | "role">,
  nowMs: number,
): Verdict {
  if (!mayWish(asked, by)) return refused("forbidden");
  if (asked.wish === "rate") {
    const { rating, comment } = asked;
    if (!isDone(before)) return refused("conflict");
    if (before.rating === rating && before.comment === comment) return { is: "same" };
    return { is: "changed", closing: { ...before, rating, comment } };
  }
  const state = outcomes[asked.wish];
  if (before.state === state) return { is: "same" };
  if (before.state !== "proposed") return refused("conflict");
  return { is: "changed", closing: { ...before, state, closedAt: new Date(nowMs).toISOString() } };
}

/** The customer answers; the business takes back. The clock lets it lapse, and makes up for an objection it finds. */
function mayWish({ wish }: ClosingWish, { userId, role }: Pick<Participant, "userId" | "role">): boolean {
  if (userId === CLOCK.userId) return wish === "lapse" || wish === "object";
  if (wish === "withdraw") return isStaff(role);
  return wish !== "lapse" && !isStaff(role);
}

/** The closing that is proposed, and the one after which nothing was proposed anew: one and the same, or the last. */
export function latestClosingIn(messages: Message[]): { id: string; closing: Closing } | null {
  const message = messages.findLast((each) => closingOf(each) !== null);
  const closing = message && closingOf(message);
  return closing ? { id: message.id, closing } : null;
}
