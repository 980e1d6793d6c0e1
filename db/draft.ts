import { v5 as uuidOf } from "uuid";
import { unreachable } from "../lib/assert";
import type { Entry } from "../lib/ledger";
import type { Message } from "../lib/protocol/message";

/** One thing to store, and where. */
export interface Append {
  conversationId: string;
  entry: Entry;
}

/** What is in the database of what a batch asks for. */
export interface Known {
  messages: Map<string, Message>;
  /** Who takes part where, by `seatOf`. */
  participants: Set<string>;
}

/** A message that a batch adds; `step` is its place among those that it adds to its conversation. */
export interface Addition {
  id: string;
  conversationId: string;
  step: number;
  kind: "text" | "system";
  senderId: string;
  senderRole: Message["senderRole"];
  senderName: string;
  body: string;
  metadata: Record<string, unknown>;
}

export interface Mark {
  conversationId: string;
  userId: string;
  delivered: number;
  read: number;
}

/** What becomes of an entry once the batch is stored. */
export type Fate =
  | { is: "added"; addition: Addition }
  /** The same id as an addition of the same batch. */
  | { is: "again"; addition: Addition }
  | { is: "known"; message: Message }
  | { is: "marked"; seat: string }
  | { is: "unchanged" };

/** A batch worked out as far as it can be without the numbers that only the database gives. */
export interface Draft {
  fates: Fate[];
  additions: Addition[];
  /** How many additions a conversation gets, and the last of them that a person wrote. */
  talks: Map<string, { steps: number; last: Addition | undefined }>;
  joining: { conversationId: string; userId: string; role: string }[];
  /** Watermarks that were asked for, one for each reader who does not write in the same batch. */
  marks: Map<string, Mark>;
  /** The last addition of each writer, who has read up to what they write. */
  writers: Map<string, Addition>;
}

export function draftOf(batch: Append[], known: Known): Draft {
  const draft: Draft = {
    fates: [],
    additions: [],
    talks: new Map(),
    joining: [],
    marks: new Map(),
    writers: new Map(),
  };
  const added = new Map<string, Addition>();
  for (const { conversationId, entry } of batch)
    draft.fates.push(fateOf(entry, { conversationId, draft, known, added }));
  for (const seat of draft.writers.keys()) draft.marks.delete(seat);
  return draft;
}

export function seatOf(conversationId: string, userId: string): string {
  return `${conversationId} ${userId}`;
}

interface Desk {
  conversationId: string;
  draft: Draft;
  known: Known;
  added: Map<string, Addition>;
}

function fateOf(entry: Entry, { conversationId, draft, known, added }: Desk): Fate {
  const seat = seatOf(conversationId, entry.userId);
  switch (entry.op) {
    case "receipt":
      draft.marks.set(seat, higher({ conversationId, ...entry }, draft.marks.get(seat)));
      return { is: "marked", seat };
    case "message": {
      const { id, userId: senderId, role: senderRole, name: senderName, body } = entry;
      const message = known.messages.get(id);
      if (message) return { is: "known", message };
      const twin = added.get(id);
      if (twin) return { is: "again", addition: twin };
      const said = { id, conversationId, senderId, senderRole, senderName, body };
      const addition = add(draft, { ...said, kind: "text", metadata: {} });
      added.set(id, addition);
      draft.writers.set(seat, addition);
      return { is: "added", addition };
    }
    case "join": {
      const { userId, role, name } = entry;
      // Made of who joins what: however often it is asked for there is one.
      const id = uuidOf(`joined ${userId}`, conversationId);
      if (known.participants.has(seat) || known.messages.has(id) || added.has(id)) return { is: "unchanged" };
      const told = { kind: "system", senderId: userId, senderRole: "system", senderName: name } as const;
      const metadata = { event: "joined", userId, name, role };
      const addition = add(draft, { id, conversationId, ...told, body: `${name} joined`, metadata });
      added.set(id, addition);
      draft.joining.push({ conversationId, userId, role });
      return { is: "added", addition };
    }
    default:
      return unreachable(entry);
  }
}

function add(draft: Draft, said: Omit<Addition, "step">): Addition {
  const talk = draft.talks.get(said.conversationId) ?? { steps: 0, last: undefined };
  draft.talks.set(said.conversationId, talk);
  talk.steps += 1;
  const addition = { ...said, step: talk.steps };
  if (said.kind === "text") talk.last = addition;
  draft.additions.push(addition);
  return addition;
}

function higher(mark: Mark, other: Mark = mark): Mark {
  return {
    ...mark,
    delivered: Math.max(mark.delivered, mark.read, other.delivered, other.read),
    read: Math.max(mark.read, other.read),
  };
}
