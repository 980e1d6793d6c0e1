import { v5 as uuidOf } from "uuid";
import { unreachable } from "../lib/assert";
import type { Change, Entry } from "../lib/ledger";
import { preview } from "../lib/protocol/body";
import type { Message } from "../lib/protocol/message";
import { changed, type Target } from "./target";

/** One thing to store, and where. */
export interface Append {
  conversationId: string;
  entry: Entry;
}

/** What is in the database of what a batch asks for. */
export interface Known {
  messages: ReadonlyMap<string, Target>;
  /** Who takes part where, by `seatOf`. */
  participants: Set<string>;
}

/** A message that a batch adds: its place among those added to its conversation, and among all changes of it. */
export interface Addition {
  id: string;
  conversationId: string;
  step: number;
  change: number;
  kind: "text" | "system";
  senderId: string;
  senderRole: Message["senderRole"];
  senderName: string;
  body: string;
  metadata: Record<string, unknown>;
  replyTo: string | null;
}

export interface Mark {
  conversationId: string;
  userId: string;
  delivered: number;
  read: number;
}

/** What a message said until the change with this number. */
interface Revision {
  messageId: string;
  conversationId: string;
  change: number;
  body: string;
  editedBy: string;
}

/** What becomes of an entry once the batch is stored. */
export type Fate =
  | { is: "added"; addition: Addition }
  /** The same id as an addition of the same batch. */
  | { is: "again"; addition: Addition }
  | { is: "known"; message: Message }
  /** `change` is the number of the last change in this batch, where there is one. */
  | { is: "changed" | "same"; op: Change["op"]; change: number | undefined; message: Message }
  | { is: "marked"; seat: string }
  | { is: "unchanged" }
  | { is: "refused"; code: "not-found" | "forbidden" | "too-many" };

interface Talk {
  /** How many messages and how many changes of any kind a conversation gets. */
  steps: number;
  changes: number;
  /** The last addition that a person wrote. */
  last: Addition | undefined;
  /** What lists show instead of the last message there was, which changed. */
  retold: string | undefined;
}

/** A batch worked out as far as it can be without the numbers that only the database gives. */
export interface Draft {
  fates: Fate[];
  additions: Addition[];
  talks: Map<string, Talk>;
  joining: { conversationId: string; userId: string; role: string }[];
  /** Watermarks that were asked for, one for each reader who does not write in the same batch. */
  marks: Map<string, Mark>;
  /** The last addition of each writer, who has read up to what they write. */
  writers: Map<string, Addition>;
  /** Messages that were there, as they become, and the number of the last change of each. */
  changes: Map<string, { change: number; before: Target; after: Target }>;
  revisions: Revision[];
}

export function draftOf(batch: Append[], known: Known): Draft {
  const draft: Draft = {
    fates: [],
    additions: [],
    talks: new Map(),
    joining: [],
    marks: new Map(),
    writers: new Map(),
    changes: new Map(),
    revisions: [],
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

function fateOf(entry: Entry, desk: Desk): Fate {
  switch (entry.op) {
    case "receipt": {
      const { conversationId, draft } = desk;
      const seat = seatOf(conversationId, entry.userId);
      draft.marks.set(seat, higher({ conversationId, ...entry }, draft.marks.get(seat)));
      return { is: "marked", seat };
    }
    case "message":
      return say(entry, desk);
    case "join":
      return join(entry, desk);
    case "edit":
    case "delete":
    case "restore":
    case "react":
      return change(entry, desk);
    default:
      return unreachable(entry);
  }
}

function say(entry: Extract<Entry, { op: "message" }>, { conversationId, draft, known, added }: Desk): Fate {
  const { id, userId: senderId, role: senderRole, name: senderName, body, replyTo = null } = entry;
  const stored = known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = added.get(id);
  if (twin) return { is: "again", addition: twin };
  if (replyTo && known.messages.get(replyTo)?.message.conversationId !== conversationId)
    return { is: "refused", code: "not-found" };
  const said = { id, conversationId, senderId, senderRole, senderName, body, replyTo };
  const addition = add(draft, { ...said, kind: "text", metadata: {} });
  added.set(id, addition);
  draft.writers.set(seatOf(conversationId, senderId), addition);
  return { is: "added", addition };
}

function join(entry: Extract<Entry, { op: "join" }>, { conversationId, draft, known, added }: Desk): Fate {
  const { userId, role, name } = entry;
  // Made of who joins what: however often it is asked for there is one.
  const id = uuidOf(`joined ${userId}`, conversationId);
  const isThere = known.participants.has(seatOf(conversationId, userId));
  if (isThere || known.messages.has(id) || added.has(id)) return { is: "unchanged" };
  const told = { kind: "system", senderId: userId, senderRole: "system", senderName: name } as const;
  const metadata = { event: "joined", userId, name, role };
  const body = `${name} joined`;
  const addition = add(draft, { id, conversationId, ...told, body, metadata, replyTo: null });
  added.set(id, addition);
  draft.joining.push({ conversationId, userId, role });
  return { is: "added", addition };
}

function change(entry: Extract<Entry, Change>, { conversationId, draft, known }: Desk): Fate {
  const { op, id } = entry;
  const stored = known.messages.get(id);
  const before = draft.changes.get(id)?.after ?? stored;
  if (!stored || before?.message.conversationId !== conversationId)
    return { is: "refused", code: "not-found" };
  const verdict = changed(before, entry, entry);
  switch (verdict.is) {
    case "refused":
      return verdict;
    case "same":
      return { is: "same", op, change: draft.changes.get(id)?.change, message: before.message };
    case "changed": {
      const { target: after } = verdict;
      const talk = talkOf(draft, conversationId);
      talk.changes += 1;
      if (after.isLast && op !== "react")
        talk.retold = after.message.deletedAt ? "" : preview(after.message.body);
      draft.changes.set(id, { change: talk.changes, before: stored, after });
      if (op === "edit") {
        const revision = { messageId: id, conversationId, change: talk.changes, editedBy: entry.userId };
        draft.revisions.push({ ...revision, body: before.message.body });
      }
      return { is: "changed", op, change: talk.changes, message: after.message };
    }
    default:
      return unreachable(verdict);
  }
}

function add(draft: Draft, said: Omit<Addition, "step" | "change">): Addition {
  const talk = talkOf(draft, said.conversationId);
  talk.steps += 1;
  talk.changes += 1;
  const addition = { ...said, step: talk.steps, change: talk.changes };
  if (said.kind === "text") talk.last = addition;
  draft.additions.push(addition);
  return addition;
}

function talkOf({ talks }: Draft, conversationId: string): Talk {
  const talk = talks.get(conversationId) ?? { steps: 0, changes: 0, last: undefined, retold: undefined };
  talks.set(conversationId, talk);
  return talk;
}

function higher(mark: Mark, other: Mark = mark): Mark {
  return {
    ...mark,
    delivered: Math.max(mark.delivered, mark.read, other.delivered, other.read),
    read: Math.max(mark.read, other.read),
  };
}
