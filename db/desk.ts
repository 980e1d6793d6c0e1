import type { Change, Entry, Outcome } from "../lib/ledger";
import type { Attachment, Message } from "../lib/protocol/message";
import type { SecretSide } from "../lib/protocol/secret";
import type { Thread } from "../lib/protocol/thread";
import type { Telling } from "../lib/telling";
import type { Work } from "../lib/work";
import type { AuditEntry } from "./audit";
import type { Seat } from "./seats";
import type { Target } from "./target";

/** One thing to store, and where. */
export interface Append {
  conversationId: string;
  entry: Entry;
}

export interface KnownThread extends Thread {
  conversationId: string;
}

export interface KnownFile {
  conversationId: string;
  uploaderId: string | null;
  /** Whether it is whole, and no message has it. */
  isFree: boolean;
  attachment: Attachment;
}

/** What the site keeps for a message that stands for it. */
export interface KnownSecret {
  conversationId: string;
  senderId: string;
  side: SecretSide;
  expiresAt: string;
}

export interface KnownTalk {
  kind: "direct" | "group" | "broadcast" | "internal";
  /** Whether there is a call that rings or goes on. */
  isCalling: boolean;
  title: string;
  members: number;
  threads: number;
  rev: number;
  /** Whether a person of the business goes on with it, and not its bot. */
  isWithPeople: boolean;
}

/** How the conversation stands whose notes are asked about, and whom and what of its business was named. */
export interface KnownWork {
  parentId: string;
  work: Work;
  workRev: number;
  isWakeOwed: boolean;
  /** The last that its customer wrote above the lowest `basedOnSeq` that was asked with; 0 where there is nothing. */
  unseenSeq: number;
  customer: { id: string; name: string } | null;
  /** Whose it is now, a member or not any more. */
  holder: { id: string; name: string } | null;
  /** Names by id. */
  members: ReadonlyMap<string, string>;
  tags: ReadonlyMap<string, string>;
}

/** How far completing a conversation has got, and what its business owes. */
export interface KnownSteps {
  kind: KnownTalk["kind"];
  nowMs: number;
  /** The last closing there was. */
  closingId: string | null;
  /** Whether one is proposed. */
  isClosing: boolean;
  /** Promises that are not settled, by id. */
  promises: ReadonlyMap<string, { dueAt: string }>;
}

/** What others said that a writer had not seen, the newest of it in order, and the last place there was then. */
export interface KnownUnseen {
  lastSeq: number;
  messages: Message[];
}

/** What is in the database of what a batch asks for. */
export interface Known {
  messages: ReadonlyMap<string, Target>;
  threads: ReadonlyMap<string, KnownThread>;
  files: ReadonlyMap<string, KnownFile>;
  secrets: ReadonlyMap<string, KnownSecret>;
  /** Conversations whose members or threads are asked about. */
  talks: ReadonlyMap<string, KnownTalk>;
  /** By the id of the notes, or of the conversation itself where it may be completed. */
  works: ReadonlyMap<string, KnownWork>;
  /** Of conversations where completion or a promise is asked about. */
  steps: ReadonlyMap<string, KnownSteps>;
  /** Who takes part where, of those asked about, by `seatOf`. */
  seats: ReadonlyMap<string, Seat>;
  /** Of what is said by members of the business to others, by `standpointOf`. */
  unseen: ReadonlyMap<string, KnownUnseen>;
}

/** A message that a batch adds: its place among those added to its conversation, and among all changes of it. */
export interface Addition {
  id: string;
  conversationId: string;
  step: number;
  change: number;
  kind: Message["kind"];
  /** Nobody where whoever it was has left. */
  senderId: string | null;
  senderRole: Message["senderRole"];
  senderName: string;
  body: string;
  metadata: Record<string, unknown>;
  replyTo: string | null;
  threadId: string | null;
  /** Its place among those that the batch adds to its thread. */
  threadStep: number | null;
  attachments: Attachment[];
}

/** Of a reader: how far they have got. */
export interface Mark {
  conversationId: string;
  userId: string;
  delivered: number;
  read: number;
}

/** Of a reader of a thread: how many of its messages they have read, or up to which they added in this batch. */
export interface Glance {
  conversationId: string;
  threadId: string;
  userId: string;
  read: number | null;
  step: number | null;
}

/** What a message said until the change with this number. */
interface Revision {
  messageId: string;
  conversationId: string;
  change: number;
  body: string;
  editedBy: string;
}

export type RefusedCode = Exclude<Extract<Outcome, { is: "refused" }>["code"], "stale">;

/** What becomes of an entry once the batch is stored. */
export type Fate =
  | { is: "added"; addition: Addition }
  /** The same id as an addition of the same batch. */
  | { is: "again"; addition: Addition }
  | { is: "known"; message: Message }
  /** `change` is the number of the last change in this batch, where there is one. */
  | {
      is: "changed" | "same";
      op: Change["op"];
      change: number | undefined;
      message: Message;
      thread?: Thread;
    }
  | { is: "marked"; seat: string }
  | { is: "glanced"; seat: string }
  | { is: "unchanged" }
  /** What its writer had not seen: stored before, and added by the same batch. */
  | { is: "stale"; stored: Message[]; added: Addition[] }
  | { is: "refused"; code: RefusedCode };

export interface Talk {
  /** How many messages and how many changes of any kind a conversation gets, and how many members more. */
  steps: number;
  changes: number;
  members: number;
  title: string | undefined;
  /** Whether a person of the business goes on with it from here. */
  isTakenOver: boolean;
  /** The last addition that a person wrote. */
  last: Addition | undefined;
  /** What lists show instead of the last message there was, which changed. */
  retold: Telling | undefined;
}

/** A thread as a batch leaves it. */
export interface Branch {
  conversationId: string;
  /** How many messages the batch adds to it. */
  steps: number;
  /** A thread that the batch opens, and by whom. */
  opened?: Thread & { createdBy: string };
}

/** A batch worked out as far as it can be without the numbers that only the database gives. */
export interface Draft {
  fates: Fate[];
  additions: Addition[];
  talks: Map<string, Talk>;
  branches: Map<string, Branch>;
  /** Files that messages take, by id. */
  claims: Map<string, { conversationId: string; messageId: string; uploaderId: string; place: number }>;
  /** Whom notes name. */
  namings: { userId: string; conversationId: string; parentId: string; messageId: string }[];
  /** Seats that the batch gives, changes or takes away, as they were and as they become. */
  seats: Map<string, { conversationId: string; userId: string; before?: Seat; after?: Seat }>;
  /** How conversations stand as work after the batch, by their ids. */
  works: Map<string, DraftedWork>;
  /** Conversations that their customers open again, unless all they said was thanks: then only what is snoozed. */
  stirs: Map<string, { isThanks: boolean }>;
  /** What the business owes after the batch, by conversation, where that changes. */
  owed: Map<string, ReadonlyMap<string, { dueAt: string }>>;
  /** The last place of conversations where something is said that was judged by it. */
  judged: Map<string, number>;
  /** Watermarks that were asked for, one for each reader who does not write in the same batch. */
  marks: Map<string, Mark>;
  /** The last addition of each writer, who has read up to what they write. */
  writers: Map<string, { conversationId: string; senderId: string; step: number }>;
  glances: Map<string, Glance>;
  /** Messages that were there, as they become, and the number of the last change of each. */
  changes: Map<string, { change: number; before: Target; after: Target }>;
  revisions: Revision[];
  audits: DraftedAudit[];
}

/** What the audit trail is to tell of, in which conversation. */
export interface DraftedAudit extends Required<Omit<AuditEntry, "businessId" | "requestId" | "subjectId">> {
  conversationId: string;
  subjectId: string;
}

export interface DraftedWork {
  work: Work;
  steps: number;
  /** Whether somebody else has it now, and until when it is held for them. */
  isReassigned: boolean;
  leaseUntil: string | null;
  /** Whether it is told now that the customer opened it again. */
  isTold: boolean;
}

/** One entry of a batch, where what it asks is worked out. */
export interface Desk {
  conversationId: string;
  draft: Draft;
  known: Known;
  added: Map<string, Addition>;
}

export const refused = (code: RefusedCode): Fate => ({ is: "refused", code });

export function seatOf(conversationId: string, userId: string): string {
  return `${conversationId} ${userId}`;
}

export function add(draft: Draft, said: Omit<Addition, "step" | "change">): Addition {
  const talk = talkOf(draft, said.conversationId);
  talk.steps += 1;
  talk.changes += 1;
  // Written out, as every message comes by here: docs/decisions/2026-11-23-what-every-message-passes-is-written-out.md
  const addition: Addition = {
    id: said.id,
    conversationId: said.conversationId,
    step: talk.steps,
    change: talk.changes,
    kind: said.kind,
    senderId: said.senderId,
    senderRole: said.senderRole,
    senderName: said.senderName,
    body: said.body,
    metadata: said.metadata,
    replyTo: said.replyTo,
    threadId: said.threadId,
    threadStep: said.threadStep,
    attachments: said.attachments,
  };
  if (said.kind !== "system" || isListed(said.metadata)) talk.last = addition;
  draft.additions.push(addition);
  return addition;
}

/** Whether lists show it, of all that the site tells of a conversation. */
function isListed({ event }: Addition["metadata"]): boolean {
  return event === "call" || event === "closing";
}

export function talkOf({ talks }: Draft, conversationId: string): Talk {
  const talk = talks.get(conversationId) ?? {
    steps: 0,
    changes: 0,
    members: 0,
    title: undefined,
    isTakenOver: false,
    last: undefined,
    retold: undefined,
  };
  talks.set(conversationId, talk);
  return talk;
}
