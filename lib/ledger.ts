import type { Block, BlockState } from "./block";
import type { CallMoment, CallWish } from "./call";
import type { ClosingWish } from "./closing";
import type { Rank } from "./group";
import type { PromiseWish } from "./promise";
import type { Member, Participant, Receipt } from "./protocol/event";
import type { LinkPreview } from "./protocol/link-preview";
import type { Message } from "./protocol/message";
import type { PostAsked } from "./protocol/post";
import type { Thread, ThreadRead } from "./protocol/thread";
import type { WorkWish } from "./work";

/** Past this many missed changes a client is told to reset instead. */
export const CHANGES_MAX = 500;

/** Of what a member of the business had not seen when they wrote, so many messages are told them, the newest. */
export const UNSEEN_MAX = 5;

/** How long a deletion can be taken back: the ten seconds that people are shown, and time for the way. */
export const RESTORE_WITHIN_MS = 15_000;

/** What is asked of a message that is there, as it shall be afterwards. */
export type Change =
  | { op: "edit"; body: string }
  | { op: "delete" }
  | { op: "restore" }
  /** A secret, by whom it was given to. */
  | { op: "open" }
  | { op: "react"; emoji: string; on: boolean }
  /** A thread that grows from it. */
  | { op: "thread"; threadId: string; title: string }
  /** What its first link leads to; `null` takes that away for good. */
  | { op: "preview"; preview: LinkPreview | null }
  /** What somebody wants of the call it is, and who is in the room. */
  | { op: "call"; asked: CallWish; here: CallMoment["here"] }
  /** What somebody wants of the closing it is. */
  | { op: "closing"; asked: ClosingWish }
  /** What became of the promise it is. */
  | { op: "promised"; state: PromiseWish };

/** What is said, by whom. */
export type Said = {
  op: "message";
  id: string;
  body: string;
  replyTo?: string | undefined;
  threadId?: string | undefined;
  attachmentIds?: string[] | undefined;
  /** Members of the business, whom only a note can name. */
  mentionIds?: string[] | undefined;
  /** What everyone may know of a secret. */
  secret?: { side: "customer" | "business"; expiresAt: string } | undefined;
  /** Up to where a member of the business had seen what was said; where others said more since, it is `stale`. */
  basedOnSeq?: number | undefined;
  /** What it asks about. */
  post?: PostAsked | undefined;
  /** Of a bot: the message that it answers. */
  answers?: string | undefined;
};

/** What is asked of a group; each is told by a notice in the timeline, of which `id` is the id. */
export type Membership =
  | { op: "add"; member: Participant }
  | { op: "remove"; memberId: string }
  | { op: "leave" }
  | { op: "rank"; memberId: string; rank: Rank }
  | { op: "rename"; title: string };

export interface Working {
  op: "work";
  wish: WorkWish;
  /** How it stood for whoever asks; where it does not any more, it is a `conflict`. */
  expected?: WorkWish | undefined;
  /** Up to where whoever puts it aside has seen it; where its customer wrote more, it is `stale`. */
  basedOnSeq?: number | undefined;
  leaseUntil?: string | undefined;
}

/** That the customer was blocked, or is not any more. */
export interface Blocking {
  op: "block";
  block: (Block & { reason: string }) | null;
}

/** What somebody joins to say. */
type ToSay = Pick<Said, "id" | "threadId" | "basedOnSeq" | "answers">;

/** `isUnreachable`: the bot did not answer. */
export interface HandingOver {
  op: "handover";
  isUnreachable?: boolean | undefined;
}

/** One thing a conversation asks the ledger to store. */
export type Entry = Asked & {
  /** The business takes nothing from whoever asks: only what was stored before is told again. */
  isBlocked?: boolean;
};

type Asked =
  | (Said & Participant)
  | (Change & { id: string; ref?: string | undefined } & Participant)
  /** A call of the other side; `id` is that of the notice, which changes as the call goes on. */
  | ({ op: "ring"; id: string; device: string } & Participant)
  /** That the conversation is done; `id` is that of the notice, which changes by what the customer answers. */
  | ({ op: "propose"; id: string } & Participant)
  /** That a person of the business shall go on, from its customer or its bot; does nothing where one does. */
  | (HandingOver & { id: string } & Participant)
  /** Something that will be done until then; `id` is that of the notice, which changes by what becomes of it. */
  | ({ op: "promise"; id: string; text: string; dueAt: string } & Participant)
  /** Becoming a participant, told in the timeline; does nothing for one who is. Nobody joins to say what is `stale`. */
  | ({ op: "join"; toSay?: ToSay | undefined } & Participant)
  | (Membership & { id: string } & Participant)
  /** Among the notes of a conversation: how it shall stand as work; `leaseUntil` where the site gives it out in turn. */
  | (Working & { id: string } & Participant)
  /** Among the notes, too: that the customer opened the conversation again, where that is still to be told. */
  | { op: "woken" }
  /** There, too. */
  | (Blocking & { id: string } & Participant)
  | ({ op: "receipt"; role: Participant["role"] } & Receipt)
  | ({ op: "thread-read"; userId: string; role: Participant["role"] } & ThreadRead);

/** What became of an entry. */
export type Outcome =
  /** Committed now; everyone may be told. */
  | { is: "stored"; message: Message }
  /** Committed before, by the same sender in the same conversation: the first row. */
  | { is: "repeat"; message: Message }
  /** A message is different now; everyone may be told. */
  | { is: "changed"; op: Change["op"]; message: Message; thread?: Thread }
  /** It was so already. */
  | { is: "same"; op: Change["op"]; message: Message; thread?: Thread }
  | { is: "marked"; receipt: Receipt }
  | { is: "glanced"; threadRead: ThreadRead & { userId: string } }
  | { is: "unchanged" }
  /** Others said more than its writer had seen; the newest of that, in order. */
  | { is: "refused"; code: "stale"; unseen: Message[] }
  | { is: "refused"; code: "conflict" | "not-found" | "bad-command" | "forbidden" | "too-many" | "blocked" };

/** What a room must know to let people in; `rev` and the rest are of one moment. */
export interface Snapshot {
  kind: "direct" | "group" | "internal" | "broadcast";
  businessId: string;
  rev: number;
  seq: number;
  /** Empty where it is no group. */
  title: string;
  participants: Member[];
  receipts: Receipt[];
  threadReads: (ThreadRead & { userId: string })[];
  /** Where completion is proposed: the message that tells of it. */
  closing: { id: string; seq: number } | null;
  /** Of the customers. */
  blocks: BlockState[];
}

/** What changed after a `rev`, each thing once, in `rev` order; `null` when it is more than CHANGES_MAX. */
export interface Changes {
  rev: number;
  messages: Message[] | null;
}
