import { assert, unreachable } from "./assert";
import { furthest } from "./delivery";
import {
  type Event,
  type EventOf,
  type Participant,
  type Present,
  participant,
  type Receipt,
} from "./protocol/event";
import type { HistoryHead } from "./protocol/history";
import type { Message } from "./protocol/message";

/** `user:typing` is believed for this long unless it is renewed. */
export const TYPING_TTL_MS = 6_000;

/** What the person here wrote and the room has not yet acknowledged. */
export interface Unsent {
  /** Also the id of the message it becomes. */
  id: string;
  body: string;
  /** ISO time by this device's clock: for showing, never for order. */
  writtenAt: string;
  /** Why the room will not take it; absent while it is still being sent. */
  refused?: { code: string; message: string };
}

/** A conversation as one participant knows it. Stale state + events = fresh state. */
export interface ConversationState {
  self: Participant;
  /** The version this state is at. */
  rev: number;
  /** The live tail, ascending by `seq` and without gaps. */
  messages: Message[];
  /** Whether older messages come before the tail. */
  hasOlder: boolean;
  /** In the order they were written. */
  unsent: Unsent[];
  participants: Participant[];
  present: Present[];
  receipts: Receipt[];
  typing: { userId: string; untilMs: number }[];
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
    rev: head.rev,
    messages: head.messages,
    hasOlder: head.hasMore,
    unsent: [],
    participants: [],
    present: [],
    receipts: [],
    typing: [],
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
    case "resumed":
      return { ...hear(state, inPlace(state.replay ?? [])), rev: event.rev, replay: null };
    case "reset":
      return { ...state, replay: null, needs: "reload" };
    case "user:joined":
      return { ...state, present: [...without(state.present, event.userId), presentOf(event)] };
    case "user:left":
      return {
        ...state,
        present: without(state.present, event.userId),
        typing: without(state.typing, event.userId),
        lastSeenAt: { ...state.lastSeenAt, [event.userId]: event.lastSeenAt },
      };
    case "user:typing": {
      const others = without(state.typing, event.userId);
      const typing = event.isTyping
        ? [...others, { userId: event.userId, untilMs: nowMs + TYPING_TTL_MS }]
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
    case "receipt":
      return { ...state, receipts: marked(state.receipts, event) };
    case "refused":
      return event.id && !event.retryable ? refuse(state, event.id, event) : state;
    case "ping":
    case "pong":
      return state;
    default:
      return unreachable(event);
  }
}

/** The state after loading the newest page anew, as `needs: "reload"` asks. Unsent texts stay. */
export function reload(state: ConversationState, head: HistoryHead): ConversationState {
  const { self, participants, present, receipts, lastSeenAt } = state;
  const unsent = state.unsent.filter(({ id }) => !head.messages.some((message) => message.id === id));
  return { ...openingState(self, head), participants, present, receipts, lastSeenAt, unsent };
}

/** Shows a text as unsent; one that is already stored or shown is left alone. */
export function write(state: ConversationState, text: Unsent): ConversationState {
  const isKnown = [...state.unsent, ...state.messages].some(({ id }) => id === text.id);
  return isKnown ? state : { ...state, unsent: [...state.unsent, text] };
}

export function refuse(
  state: ConversationState,
  id: string,
  { code, message }: { code: string; message: string },
): ConversationState {
  const unsent = state.unsent.map((each) =>
    each.id === id ? { ...each, refused: { code, message } } : each,
  );
  return { ...state, unsent };
}

export function retry(state: ConversationState, id: string): ConversationState {
  return {
    ...state,
    unsent: state.unsent.map((each) => {
      if (each.id !== id) return each;
      const { refused, ...text } = each;
      return text;
    }),
  };
}

export function discard(state: ConversationState, id: string): ConversationState {
  return { ...state, unsent: state.unsent.filter((each) => each.id !== id) };
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
  const { self, participants, present } = event;
  const receipts = event.receipts.reduce(marked, state.receipts);
  return { ...state, self, participants, present, receipts, typing: [], replay: [], needs: "nothing" };
}

/** Live events come one by one: a jump means that something was missed. */
function live(state: ConversationState, { rev, message }: EventOf<"message:new">): ConversationState {
  if (rev <= state.rev) return hear(state, [message]);
  if (rev === state.rev + 1) return { ...hear(state, [message]), rev };
  return { ...state, needs: "resume" };
}

/** Puts messages in their places, and takes them as the acknowledgement of what was unsent here. */
function hear(state: ConversationState, messages: Message[]): ConversationState {
  let after = state;
  for (const message of messages) after = hearOne(after, message);
  return after;
}

function hearOne(state: ConversationState, message: Message): ConversationState {
  const unsent = state.unsent.filter(({ id }) => id !== message.id);
  const after = { ...state, messages: placed(state, message), unsent };
  if (message.kind === "system") return { ...after, participants: joined(after.participants, message) };
  const { senderId, seq } = message;
  if (senderId === null) return after;
  return {
    ...after,
    typing: without(after.typing, senderId),
    receipts: marked(after.receipts, { userId: senderId, delivered: seq, read: seq }),
  };
}

/** Changes come in `rev` order, but nothing is shown before what stands above it. */
function inPlace(messages: Message[]): Message[] {
  return messages.toSorted((one, other) => one.seq - other.seq);
}

function placed(state: ConversationState, message: Message): Message[] {
  const { messages } = state;
  const first = messages[0]?.seq ?? 1;
  if (message.seq < first) return messages;
  const index = message.seq - first;
  assert(index <= messages.length, "the tail of a conversation has no gaps");
  const known = messages[index];
  if (known && known.rev >= message.rev) return messages;
  return messages.toSpliced(index, 1, message);
}

/** Joining is told by a notice in the timeline, so it is replayed like any message. */
function joined(participants: Participant[], notice: Message): Participant[] {
  const parsed = participant.safeParse(notice.metadata);
  if (notice.metadata.event !== "joined" || !parsed.success) return participants;
  return [...without(participants, parsed.data.userId), parsed.data];
}

function marked(receipts: Receipt[], { userId, delivered, read }: Receipt): Receipt[] {
  const before = receipts.find((each) => each.userId === userId);
  return [...without(receipts, userId), furthest(before, { userId, delivered, read })];
}

function presentOf({ userId, name, role, status }: Present): Present {
  return { userId, name, role, status };
}

function without<Each extends { userId: string }>(people: Each[], userId: string): Each[] {
  return people.filter((each) => each.userId !== userId);
}
