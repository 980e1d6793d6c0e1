import type { Role } from "./permissions";
import type { Participant, Receipt } from "./protocol/event";
import type { Message } from "./protocol/message";

/** Past this many missed changes a client is told to reset instead. */
export const CHANGES_MAX = 500;

/** One thing a conversation asks the ledger to store. */
export type Entry =
  | ({ op: "message"; id: string; body: string } & Participant)
  /** Becoming a participant, told in the timeline; does nothing for one who is. */
  | ({ op: "join" } & Participant)
  | ({ op: "receipt"; role: Role } & Receipt);

/** What became of an entry. */
export type Outcome =
  /** Committed now; everyone may be told. */
  | { is: "stored"; message: Message }
  /** Committed before, by the same sender in the same conversation: the first row. */
  | { is: "repeat"; message: Message }
  | { is: "marked"; receipt: Receipt }
  | { is: "unchanged" }
  | { is: "refused"; code: "conflict" | "not-found" | "bad-command" };

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
