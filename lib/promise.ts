import { isStaff } from "./permissions";
import type { Participant } from "./protocol/event";
import type { Message } from "./protocol/message";
import { CLOCK } from "./work";

export const PROMISE_LENGTH_MAX = 200;
/** Nobody promises further ahead. */
export const PROMISED_WITHIN_MAX_MS = 366 * 24 * 60 * 60 * 1000;
/** More that are not settled are refused as `too-many`. */
export const PROMISES_OPEN_MAX = 10;

export const promiseStates = ["open", "kept", "missed", "withdrawn"] as const;
export type PromiseState = (typeof promiseStates)[number];
export type PromiseWish = Exclude<PromiseState, "open">;

/** `metadata` of the message by which somebody of the business promises something until then. */
export interface Promised {
  event: "promise";
  state: PromiseState;
  text: string;
  /** ISO times: until when, and since when it is neither open nor missed. */
  dueAt: string;
  settledAt: string | null;
}

type Verdict =
  | { is: "changed"; promised: Promised }
  | { is: "same" }
  | { is: "refused"; code: "forbidden" | "conflict" };

export function promisedIn({ kind, metadata }: Pick<Message, "kind" | "metadata">): Promised | null {
  return kind === "system" && isPromised(metadata) ? metadata : null;
}

/** Only the ledger writes what the site tells of a conversation. */
function isPromised(metadata: object): metadata is Promised {
  return "event" in metadata && metadata.event === "promise";
}

/** Whether it weighs on the business: one that was missed does until it is kept after all, or taken back. */
export function isOwed({ state }: Pick<Promised, "state">): boolean {
  return state === "open" || state === "missed";
}

/** Whether it was kept, but later than promised. */
export function isKeptLate({ state, dueAt, settledAt }: Promised): boolean {
  return state === "kept" && settledAt !== null && Date.parse(settledAt) > Date.parse(dueAt);
}

/** Whether something can be promised until then. */
export function isPromisable(dueAt: string, nowMs: number): boolean {
  const dueMs = Date.parse(dueAt);
  return dueMs > nowMs && dueMs <= nowMs + PROMISED_WITHIN_MAX_MS;
}

/** What becomes of a promise. That one is missed is for the clock to say, and all else for the business. */
export function promisedAfter(
  before: Promised,
  state: PromiseWish,
  by: Pick<Participant, "userId" | "role">,
  nowMs: number,
): Verdict {
  const isClock = by.userId === CLOCK.userId;
  if (!isStaff(by.role) || isClock !== (state === "missed")) return { is: "refused", code: "forbidden" };
  if (before.state === state) return { is: "same" };
  if (!isOwed(before)) return { is: "refused", code: "conflict" };
  const settledAt = isClock ? null : new Date(nowMs).toISOString();
  return { is: "changed", promised: { ...before, state, settledAt } };
}

/** The earliest of those that are owed. */
export function dueAtOf(owed: Iterable<{ dueAt: string }>): string | null {
  const times = Array.from(owed, ({ dueAt }) => Date.parse(dueAt));
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

const phrases = [
  /\b(?:get|come|write|be|circle) back (?:to|with) you\b|\blet you know (?:by|as soon|when|once|today|tomorrow|later|soon)\b|\b(?:I'?ll|I will|we'?ll|we will) (?:check|look into|find out|follow up|call you|update you)\b|\bkeep you (?:posted|updated)\b/iu,
  /(?:te|le|os|les) (?:respond|contest|avis|dig|llam|escrib|inform|confirm)(?:o|aré|eré|iré|aremos|eremos|iremos|imos|amos)(?!\p{L})|(?:te|le|os|les) (?:diré|diremos)(?!\p{L})|(?:vuelvo|volveré|volvemos) a (?:escribir|llamar|contactar)/iu,
  /سأعود إليك|سنعود إليك|سأخبرك|سنخبرك|سأرد عليك|سنرد عليك|سأتحقق|سنتحقق|سأبلغك|سنبلغك|سأوافيك|سنوافيك/u,
];

/** Whether words say that something will come later, which could have a date. */
export function soundsLikePromise(text: string): boolean {
  return phrases.some((phrase) => phrase.test(text));
}
