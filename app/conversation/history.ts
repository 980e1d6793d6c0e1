import { z } from "zod/mini";
import { historyAfter, historyAround, historyHead, historyPage, messageById, SEQ_MAX } from "@/db/messages";
import { revisionsOf } from "@/db/revisions";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { operation } from "../operation";
import { conversationAccess, uuid } from "./access";

const seq = z.int().check(z.minimum(0), z.maximum(SEQ_MAX));

/** A page of older messages; without `beforeSeq` the newest. */
export const readHistory = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, beforeSeq: z.optional(seq) }),
  permit: conversationAccess,
  run: async ({ input: { conversationId, beforeSeq = SEQ_MAX }, grant: { businessId } }) =>
    found(await historyPage(db(), { conversationId, businessId, beforeSeq })),
});

/** The page after a message that is no longer the newest. */
export const readNewer = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, afterSeq: seq }),
  permit: conversationAccess,
  run: async ({ input: { conversationId, afterSeq }, grant: { businessId } }) =>
    found(await historyAfter(db(), { conversationId, businessId, afterSeq })),
});

/** What was said before and after a message. */
export const readAround = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, messageId: uuid }),
  permit: conversationAccess,
  run: async ({ input: { conversationId, messageId }, grant: { businessId } }) =>
    found(await historyAround(db(), { conversationId, businessId, messageId })),
});

/** The newest page and the version it was read at. */
export const readHead = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccess,
  run: async ({ viewer, input: { conversationId }, grant: { businessId } }) =>
    found(await historyHead(db(), { conversationId, businessId, readerId: viewer.id })),
});

export const readWholeBody = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, messageId: uuid }),
  permit: conversationAccess,
  run: async ({ input: { conversationId, messageId }, grant: { businessId } }) => {
    const { body } = found(await messageById(db(), { conversationId, businessId, messageId }));
    return { body };
  },
});

/** What a message said before it was edited: for everybody who can see what it says now. */
export const readRevisions = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid, messageId: uuid }),
  permit: conversationAccess,
  run: async ({ input, grant: { businessId } }) => found(await revisionsOf(db(), { ...input, businessId })),
});

/** A conversation can be erased between the look at the access and the read. */
export function found<Value>(value: Value | null): Value {
  if (value === null) throw new Refusal("not-found");
  return value;
}
