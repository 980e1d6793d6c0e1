import { type Amendments, amended, noted } from "./amendments";
import { assert, unreachable } from "./assert";
import type { Block } from "./block";
import { marked, membersAfter, presentOf, without, withoutLeaver } from "./people";
import type { ChangeCommand } from "./protocol/command";
import type { Around, Event, EventOf, Member, Participant, Present, Receipt } from "./protocol/event";
import type { HistoryHead } from "./protocol/history";
import type { Attachment, Message } from "./protocol/message";
import { type SeenSeq, triedAgain } from "./stale";
import { inPlace, placed } from "./tail";
import { type Branches, glanced, grown, opened } from "./threads";

/** `user:typing` is believed for this long unless it is renewed. */
export const TYPING_TTL_MS = 6_000;

/** What the person here wrote and the room has not yet acknowledged. */
export interface Unsent {
  /** Also the id of the message it becomes. */
  id: string;
  body: string;
  replyTo?: string | undefined;
  threadId?: string | undefined;
  /** Files that were uploaded for it. */
  attachments?: Attachment[] | undefined;
  /** Whom it names, where it is a note. */
  mentionIds?: string[] | undefined;
  /** What everyone may know of the secret that it is. */
  secret?: { side: "customer" | "business"; expiresAt: string } | undefined;
  /** ISO time by this device's clock: for showing, never for order. */
  writtenAt: string;
  /** Up to where a member of the business had seen what was said when they wrote it. */
  basedOnSeq?: number | undefined;
  /** Why the room will not take it, and what its writer had not seen; absent while it is still being sent. */
  refused?: { code: string; message: string; unseen?: Message[] };
}

/** What the person here wants changed and the room has not yet acknowledged. */
export interface PendingChange {
  /** Also the `ref` of its command. */
  id: string;
  command: ChangeCommand;
  refused?: { code: string; message: string };
}

/** A conversation as one participant knows it. Stale state + events = fresh state. */
export interface ConversationState extends Branches {
  self: Participant;
  /** The version this state is at. */
  rev: number;
  /** The version the newest page was loaded at; older pages loaded beside another are stale. */
  loadedRev: number;
  /** The live tail, ascending by `seq` and without gaps. */
  messages: Message[];
  /** Whether older messages come before the tail. */
  hasOlder: boolean;
  /** In the order they were written. */
  unsent: Unsent[];
  /** In the order they were asked for. */
  changes: PendingChange[];
  /** Of messages above the tail, by id: whoever has read them puts these in. */
  amendments: Amendments;
  /** What a group is called. */
  title: string;
  participants: Member[];
  present: Present[];
  /** Who of the other side is on the site, and when the last of them was. */
  around: Pick<Around, "people" | "lastSeenAt">;
  receipts: Receipt[];
  typing: { userId: string; untilMs: number; name?: string | undefined }[];
  /** That the business takes nothing from the person here. */
  block: Block | null;
  /** When those who left were last here, by user id. */
  lastSeenAt: Record<string, string>;
  /** Between `welcome` and `resumed`: what changed meanwhile, shown all at once. */
  replay: Message[] | null;
  /** What must happen before the state can be trusted again. */
  needs: "nothing" | "resume" | "reload";
}

export function openingState(self: Participant, head: HistoryHead): ConversationState {
  return {
    self,
    ...{ rev: head.rev, loadedRev: head.rev },
    ...{ messages: head.messages, hasOlder: head.hasMore },
    unsent: [],
    changes: [],
    amendments: {},
    threads: head.threads,
    threadReads: head.threadReads,
    title: "",
    participants: [],
    present: [],
    around: { people: [], lastSeenAt: null },
    receipts: [],
    typing: [],
    block: null,
    lastSeenAt: {},
    replay: null,
    needs: "nothing",
  };
}

/** The state after an event. Pure; `nowMs` only dates typing. */
export function apply(state: ConversationState, event: Event, nowMs: number): ConversationState {
  switch (event.type) {
    case "welcome":
      return welcome(state, event);
    case "message:new":
      return state.replay ? { ...state, replay: [...state.replay, event.message] } : live(state, event);
    case "message:edited":
    case "message:deleted":
    case "reaction:changed":
    case "thread:created":
      // Nothing is live while the past is told.
      return live(state, event);
    case "thread:read":
      return glanced(state, event);
    case "resumed":
      return { ...hear(state, inPlace(state.replay ?? [])), rev: event.rev, replay: null };
    case "reset":
      return { ...state, replay: null, needs: "reload" };
    case "user:joined":
      return { ...state, present: [...without(state.present, event.userId), presentOf(event)] };
    case "user:left":
      return { ...state, ...withoutLeaver(state, event) };
    case "user:typing": {
      const others = without(state.typing, event.userId);
      const typing = event.isTyping
        ? [...others, { userId: event.userId, untilMs: nowMs + TYPING_TTL_MS, name: event.name }]
        : others;
      return { ...state, typing };
    }
    case "presence":
      return {
        ...state,
        present: state.present.map((each) =>
          each.userId === event.userId ? { ...each, status: event.status } : each,
        ),
      };
    case "around":
      return { ...state, around: event };
    case "receipt":
      return { ...state, receipts: marked(state.receipts, event) };
    case "refused":
      if (event.retryable) return state;
      return refuse(state, event.ref ?? event.id ?? "", event);
    case "block:changed":
      return { ...state, block: event.block };
    case "call:signal":
    case "ping":
    case "pong":
      return state;
    default:
      // Of a later version of the protocol. Where it changed something, the next event shows that it was missed.
      event satisfies never;
      return state;
  }
}

/** The state after loading the newest page anew, as `needs: "reload"` asks. Unsent texts stay. */
export function reload(state: ConversationState, head: HistoryHead): ConversationState {
  const { self, title, participants, present, around, receipts, block, lastSeenAt, changes } = state;
  const unsent = state.unsent.filter(({ id }) => !head.messages.some((message) => message.id === id));
  const people = { title, participants, present, around, receipts, block, lastSeenAt };
  return { ...openingState(self, head), ...people, unsent, changes };
}

/** Shows a text as unsent; one that is already stored or shown is left alone. */
export function write(state: ConversationState, text: Unsent): ConversationState {
  const isKnown = [...state.unsent, ...state.messages].some(({ id }) => id === text.id);
  return isKnown ? state : { ...state, unsent: [...state.unsent, text] };
}

/** Shows a message as it shall be. */
export function ask(state: ConversationState, change: PendingChange): ConversationState {
  const isKnown = state.changes.some(({ id }) => id === change.id);
  return isKnown ? state : { ...state, changes: [...state.changes, change] };
}

/** A text or a change that the room will not take; what it is called is unknown to nobody else. */
export function refuse(
  state: ConversationState,
  id: string,
  { code, message, unseen }: NonNullable<Unsent["refused"]>,
): ConversationState {
  const refused = { code, message, ...(unseen && { unseen }) };
  const mark = <Each extends { id: string }>(each: Each) => (each.id === id ? { ...each, refused } : each);
  return { ...state, unsent: state.unsent.map(mark), changes: state.changes.map(mark) };
}

export function retry(state: ConversationState, id: string, seenSeq?: SeenSeq): ConversationState {
  return {
    ...state,
    unsent: state.unsent.map((each) => (each.id === id ? triedAgain(each, seenSeq) : each)),
  };
}

export function discard(state: ConversationState, id: string): ConversationState {
  const others = <Each extends { id: string }>(list: Each[]) => list.filter((each) => each.id !== id);
  return { ...state, unsent: others(state.unsent), changes: others(state.changes) };
}

export function forgetTyping(state: ConversationState, nowMs: number): ConversationState {
  const typing = state.typing.filter(({ untilMs }) => untilMs > nowMs);
  return typing.length === state.typing.length ? state : { ...state, typing };
}

/** The highest place known here; 0 in an empty conversation. */
export function lastSeq(state: ConversationState): number {
  return state.messages.at(-1)?.seq ?? 0;
}

function welcome(state: ConversationState, event: EventOf<"welcome">): ConversationState {
  const { self, title, participants, present, block = null } = event;
  const receipts = event.receipts.reduce(marked, state.receipts);
  const read = event.threadReads.reduce(glanced, state);
  const around = { ...state.around, people: [] };
  const people = { self, title, participants, present, around, receipts, block };
  return { ...read, ...people, typing: [], replay: [], needs: "nothing" };
}

type Told = EventOf<
  "message:new" | "message:edited" | "message:deleted" | "reaction:changed" | "thread:created"
>;

/** Live events come one by one: a jump means that something was missed. */
function live(state: ConversationState, event: Told): ConversationState {
  if (event.rev > state.rev + 1) return { ...state, needs: "resume" };
  return { ...told(state, event), rev: Math.max(state.rev, event.rev) };
}

function told(state: ConversationState, event: Told): ConversationState {
  switch (event.type) {
    case "message:new":
      return hear(state, [event.message]);
    case "message:edited":
      return amend(state, event, event.message);
    case "message:deleted":
      return amend(state, event, { deletedAt: event.deletedAt });
    case "reaction:changed":
      return amend(state, event, { reactions: event.reactions });
    case "thread:created":
      return opened(amend(state, event, event.message), event.thread);
    default:
      return unreachable(event);
  }
}

/** Puts messages in their places, and takes them as the acknowledgement of what was unsent here. */
function hear(state: ConversationState, messages: Message[]): ConversationState {
  let after = state;
  for (const message of messages) after = hearOne(after, message);
  return after;
}

function hearOne(state: ConversationState, message: Message): ConversationState {
  const unsent = state.unsent.filter(({ id }) => id !== message.id);
  const known = grown(state, message, state.self.userId);
  // A replay tells of changes above the tail, too, and so does the answer to a late repeat.
  if (message.seq < (state.messages[0]?.seq ?? 1))
    return { ...known, unsent, amendments: noted(state.amendments, message.id, message) };
  const isKnown = message.seq <= lastSeq(state);
  const after = { ...known, messages: placed(state.messages, message), unsent };
  if (isKnown) return after;
  if (message.kind === "system") return notice(after, message);
  const { senderId, seq } = message;
  if (senderId === null) return after;
  return {
    ...after,
    typing: without(after.typing, senderId),
    receipts: marked(after.receipts, { userId: senderId, delivered: seq, read: seq }),
  };
}

/** Who takes part and what a group is called is told in the timeline. */
function notice(state: ConversationState, message: Message): ConversationState {
  const { event, title } = message.metadata;
  const isNamed = (event === "created" || event === "renamed") && typeof title === "string";
  const participants = membersAfter(state.participants, message);
  return { ...state, participants, ...(isNamed && { title }) };
}

function acknowledged(state: ConversationState, ref: string | undefined): ConversationState {
  return { ...state, changes: state.changes.filter(({ id }) => id !== ref) };
}

/** Changes a message where it stands: in the tail, or on a page above it. */
function amend(
  state: ConversationState,
  { rev, ref, ...about }: Exclude<Told, { type: "message:new" }>,
  change: Partial<Message>,
): ConversationState {
  const { id, seq } = "message" in about ? about.message : about;
  const after = acknowledged(state, ref);
  const index = seq - (state.messages[0]?.seq ?? 1);
  if (index < 0) return { ...after, amendments: noted(state.amendments, id, { ...change, rev }) };
  const known = state.messages[index];
  assert(known?.id === id, "in its place");
  return { ...after, messages: state.messages.with(index, amended(known, { ...change, rev })) };
}
