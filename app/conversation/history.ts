import { z } from "zod/mini";
import {
  historyAfter,
  historyAround,
  historyHead,
  historyPage,
  messageById,
  messagesAfter,
  messagesBefore,
  SEQ_MAX,
} from "@/db/messages";
import { revisionsOf } from "@/db/revisions";
import { abridge } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { operation } from "../operation";
import { conversationAccess, uuid } from "./access";

export const PAGE_SIZE_MAX = 200;
const PAGE_SIZE = 50;

const seq = z.int().check(z.minimum(0), z.maximum(SEQ_MAX));
const seqText = z.pipe(z.pipe(z.string().check(z.regex(/^\d{1,10}$/)), z.transform(Number)), seq);
const limitText = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,3}$/)), z.transform(Number)),
  z.int().check(z.minimum(1), z.maximum(PAGE_SIZE_MAX, `At most ${PAGE_SIZE_MAX} messages at once.`)),
);

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

/** What the REST API reads: numbers come as text, names as there. */
export const readMessages = operation({
  input: z.object({
    conversationId: uuid,
    after_seq: z.optional(seqText),
    before_seq: z.optional(seqText),
    limit: z.optional(limitText),
    fields: z.optional(z.literal("full")),
  }),
  isForBots: true,
  permit: conversationAccess,
  run: async ({ input, grant: { businessId } }) => {
    const { conversationId, after_seq: afterSeq, before_seq: beforeSeq = SEQ_MAX, fields } = input;
    const range = { conversationId, businessId, beforeSeq, limit: input.limit ?? PAGE_SIZE };
    const window = found(
      afterSeq === undefined
        ? await messagesBefore(db(), range)
        : await messagesAfter(db(), { ...range, afterSeq }),
    );
    const messages = fields === "full" ? window.messages : window.messages.map(abridge);
    return { messages, hasMore: window.hasMore };
  },
});

/** A conversation can be erased between the look at the access and the read. */
export function found<Value>(value: Value | null): Value {
  if (value === null) throw new Refusal("not-found");
  return value;
}
