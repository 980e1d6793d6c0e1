import { z } from "zod/mini";
import { roles } from "../permissions";
import { participant, receipt } from "./event";
import { message } from "./message";

/** A room puts no more than this in one frame to the ledger. */
export const FRAME_ENTRIES_MAX = 64;
/** Past this many missed changes a client is told to reset instead. */
export const CHANGES_MAX = 500;

const author = { userId: z.uuid(), role: z.enum(roles), name: z.string() };

/** One thing a conversation asks the ledger to store. */
export const entry = z.discriminatedUnion("op", [
  z.object({
    op: z.literal("message"),
    id: z.uuid(),
    ...author,
    body: z.string(),
  }),
  /** Becoming a participant, told in the timeline; does nothing for one who is. */
  z.object({ op: z.literal("join"), ...author }),
  z.object({ op: z.literal("receipt"), ...receipt.shape, role: z.enum(roles) }),
]);
export type Entry = z.infer<typeof entry>;

/** What became of an entry, in the order of the entries. */
export const outcome = z.discriminatedUnion("is", [
  /** Committed now; everyone may be told. */
  z.object({ is: z.literal("stored"), message }),
  /** Committed before, by the same sender in the same conversation: the first row. */
  z.object({ is: z.literal("repeat"), message }),
  z.object({ is: z.literal("marked"), receipt }),
  z.object({ is: z.literal("unchanged") }),
  z.object({ is: z.literal("refused"), code: z.enum(["conflict", "not-found", "bad-command"]) }),
]);
export type Outcome = z.infer<typeof outcome>;

/** What a room must know to let people in; `rev` and the rest are of one moment. */
export const snapshot = z.object({
  rev: z.int(),
  seq: z.int(),
  participants: z.array(participant),
  receipts: z.array(receipt),
});
export type Snapshot = z.infer<typeof snapshot>;

/** What changed after a `rev`, each thing once, in `rev` order; `null` when it is more than CHANGES_MAX. */
export const changes = z.object({ rev: z.int(), messages: z.nullable(z.array(message)) });
export type Changes = z.infer<typeof changes>;

/** Room → ledger. `ask` pairs an answer with its question. */
export const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), ask: z.int(), conversationId: z.uuid() }),
  z.object({ type: z.literal("changes"), ask: z.int(), conversationId: z.uuid(), after: z.int() }),
  z.object({
    type: z.literal("append"),
    ask: z.int(),
    conversationId: z.uuid(),
    entries: z.array(entry).check(z.minLength(1), z.maxLength(FRAME_ENTRIES_MAX)),
  }),
]);
export type Question = z.infer<typeof question>;

/** Ledger → room. */
export const answer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("opened"), ask: z.int(), snapshot }),
  z.object({ type: z.literal("changed"), ask: z.int(), changes }),
  z.object({ type: z.literal("appended"), ask: z.int(), outcomes: z.array(outcome) }),
  z.object({ type: z.literal("failed"), ask: z.int(), code: z.enum(["busy", "unavailable", "not-found"]) }),
]);
export type Answer = z.infer<typeof answer>;
