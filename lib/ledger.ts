import type { Role } from "./permissions";
import type { Participant, Receipt } from "./protocol/event";
import type { Message } from "./protocol/message";

/** Past this many missed changes a client is told to reset instead. */
export const CHANGES_MAX = 500;

/** How long a deletion can be taken back: the ten seconds that people are shown, and time for the way. */
export const RESTORE_WITHIN_MS = 15_000;

/** What is asked of a message that is there, as it shall be afterwards. */
export type Change =
  | { op: "edit"; body: string }
  | { op: "delete" }
  | { op: "restore" }
  | { op: "react"; emoji: string; on: boolean };

/** One thing a conversation asks the ledger to store. */
export type Entry =
  | ({ op: "message"; id: string; body: string; replyTo?: string | undefined } & Participant)
  | (Change & { id: string; ref?: string | undefined } & Participant)
  /** Becoming a participant, told in the timeline; does nothing for one who is. */
  | ({ op: "join" } & Participant)
  | ({ op: "receipt"; role: Role } & Receipt);

/** What became of an entry. */
export type Outcome =
  /** Committed now; everyone may be told. */
  | { is: "stored"; message: Message }
  /** Committed before, by the same sender in the same conversation: the first row. */
  | { is: "repeat"; message: Message }
  /** A message is different now; everyone may be told. */
  | { is: "changed"; op: Change["op"]; message: Message }
  /** It was so already. */
  | { is: "same"; op: Change["op"]; message: Message }
  | { is: "marked"; receipt: Receipt }
  | { is: "unchanged" }
  | { is: "refused"; code: "conflict" | "not-found" | "bad-command" | "forbidden" | "too-many" };

/** What a room must know to let people in; `rev` and the rest are of one moment. */
export interface Snapshot {
  rev: number;
  seq: number;
  participants: Participant[];
  receipts: Receipt[];
}

/** What changed after a `rev`, each thing once, in `rev` order; `null` when it is more than CHANGES_MAX. */
export interface Changes {
  rev: number;
  messages: Message[] | null;
}
