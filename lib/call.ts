import { isStaff } from "./permissions";
import type { Participant } from "./protocol/event";
import type { Message } from "./protocol/message";

/** A call that nobody has taken by then is missed. */
export const CALL_RING_MS = 45_000;
/** Somebody without a socket in the room for this long is gone, and does not hold a call open. */
export const CALL_GONE_MS = 20_000;

const states = ["ringing", "active", "ended", "missed", "declined", "busy"] as const;

/**
 * `metadata` of a call's message: what became of the call. `missed` was ended before anybody took it, `busy` waved away
 * because the one called was in another. Only one device of each party is in it.
 */
export interface Call {
  event: "call";
  state: (typeof states)[number];
  callerId: string;
  callerRole: Participant["role"];
  callerDevice: string;
  calleeId: string | null;
  calleeName: string | null;
  calleeDevice: string | null;
  /** Members of the business who will not take it; it goes on ringing for the others. */
  declinedBy: string[];
  /** ISO time. */
  answeredAt: string | null;
  /** How long it was; `null` where nobody was there to say when it ended. */
  seconds: number | null;
}

/** What is asked of a call; each says how it shall be, so a repeat does nothing. */
export type CallWish =
  | { wish: "accept"; device: string }
  | { wish: "decline"; isBusy: boolean }
  | { wish: "end" };

/** The moment of asking, and of the call's beginning, by the database's clock; and who is in the room. */
export interface CallMoment {
  nowMs: number;
  beganMs: number;
  here: Pick<Participant, "userId" | "role">[];
}

type Verdict =
  | { is: "changed"; call: Call }
  | { is: "same" }
  | { is: "refused"; code: "forbidden" | "not-found" | "conflict" };
const refused = (code: "forbidden" | "not-found" | "conflict"): Verdict => ({ is: "refused", code });
const same: Verdict = { is: "same" };

export function callOf({ kind, metadata }: Pick<Message, "kind" | "metadata">): Call | null {
  return kind === "system" && isCall(metadata) ? metadata : null;
}

/** Only the ledger writes what the site tells of a conversation. */
function isCall(metadata: object): metadata is Call {
  return "event" in metadata && metadata.event === "call";
}

export function isLive(call: Pick<Call, "state"> | null): boolean {
  return call?.state === "ringing" || call?.state === "active";
}

/** A call that somebody begins. */
export function ringing({ userId, role }: Participant, device: string): Call {
  return {
    event: "call",
    state: "ringing",
    ...{ callerId: userId, callerRole: role, callerDevice: device },
    ...{ calleeId: null, calleeName: null, calleeDevice: null, declinedBy: [] },
    ...{ answeredAt: null, seconds: null },
  };
}

/** What somebody's wish makes of a call, if they may have it. */
export function callAfter(before: Call, asked: CallWish, by: Participant, moment: CallMoment): Verdict {
  switch (asked.wish) {
    case "accept":
      return accepted(before, asked.device, by, moment);
    case "decline":
      return declined(before, asked.isBusy, by, moment);
    case "end":
      return ended(before, by, moment);
  }
}

function accepted(before: Call, device: string, by: Participant, { nowMs, beganMs }: CallMoment): Verdict {
  if (!isCalled(before, by)) return refused("forbidden");
  if (before.state === "active")
    return before.calleeId === by.userId && before.calleeDevice === device ? same : refused("conflict");
  if (before.state !== "ringing" || nowMs - beganMs > CALL_RING_MS) return refused("not-found");
  const callee = { calleeId: by.userId, calleeName: by.name, calleeDevice: device };
  return changed({ ...before, ...callee, state: "active", answeredAt: new Date(nowMs).toISOString() });
}

function declined(before: Call, isBusy: boolean, by: Participant, { here }: CallMoment): Verdict {
  if (!isCalled(before, by)) return refused("forbidden");
  if (before.state === "active") return refused("conflict");
  if (before.state !== "ringing" || before.declinedBy.includes(by.userId)) return same;
  const declinedBy = [...before.declinedBy, by.userId];
  const isRingingElsewhere = here.some((each) => isCalled(before, each) && !declinedBy.includes(each.userId));
  const state = isRingingElsewhere ? "ringing" : isBusy ? "busy" : "declined";
  return changed({ ...before, declinedBy, state });
}

function ended(before: Call, by: Participant, { nowMs, beganMs, here }: CallMoment): Verdict {
  const isHere = (id: string | null) => here.some(({ userId }) => userId === id);
  if (before.state === "ringing") {
    const isOver = nowMs - beganMs > CALL_RING_MS || !isHere(before.callerId);
    if (by.userId !== before.callerId && !isOver) return refused("forbidden");
    return changed({ ...before, state: "missed" });
  }
  if (before.state !== "active") return same;
  if (by.userId === before.callerId || by.userId === before.calleeId) {
    const seconds = Math.round((nowMs - Date.parse(before.answeredAt ?? "")) / 1000);
    return changed({ ...before, state: "ended", seconds: Math.max(0, seconds) });
  }
  // Nobody was there who knows when they stopped talking.
  const isAbandoned = !isHere(before.callerId) || !isHere(before.calleeId);
  return isAbandoned ? changed({ ...before, state: "ended" }) : refused("forbidden");
}

/** How a call stands, in a word or two for lists: `missed`, `ended 75`. */
export function callDigest({ state, seconds }: Pick<Call, "state" | "seconds">): string {
  return seconds === null ? state : `${state} ${seconds}`;
}

export function callIn(digest: string): Pick<Call, "state" | "seconds"> | null {
  const [state, seconds] = digest.split(" ");
  return isState(state) ? { state, seconds: seconds === undefined ? null : Number(seconds) } : null;
}

function isState(state: string | undefined): state is Call["state"] {
  return states.some((each) => each === state);
}

/** The call that rings or is going on; there is one at most. */
export function liveCallIn(messages: Message[]): { id: string; call: Call; message: Message } | null {
  const message = messages.findLast((each) => isLive(callOf(each)));
  const call = message && callOf(message);
  return call ? { id: message.id, call, message } : null;
}

/** A call is from one side of the conversation to the other. */
export function isCalled(
  { callerId, callerRole }: Call,
  { userId, role }: Pick<Participant, "userId" | "role">,
): boolean {
  return userId !== callerId && isStaff(role) !== isStaff(callerRole);
}

function changed(call: Call): Verdict {
  return { is: "changed", call };
}
