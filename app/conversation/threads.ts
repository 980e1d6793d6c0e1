import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { SEQ_MAX } from "@/db/messages";
import { threadPage, threadRoots, threadsOf } from "@/db/threads";
import { preview } from "@/lib/protocol/body";
import { threadTitle } from "@/lib/protocol/command";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import { abridge } from "@/lib/protocol/message";
import { openThread } from "@/lib/server/rooms";
import type { ThreadPage } from "@/lib/threads";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { conversationAccess, conversationAccessFor, roomTicket, uuid } from "./access";
import { found } from "./history";
import { limitText, seqText } from "./messages";

interface Page {
  conversationId: string;
  businessId: string;
  threadId: string;
  beforeThreadSeq?: number | undefined;
  limit?: number | undefined;
}

/** The page of a thread before a place in it, with the message it grows from; without a place the newest. */
export const readThread = operation({
  isOfChat: true,
  input: z.strictObject({
    conversationId: uuid,
    threadId: uuid,
    beforeThreadSeq: z.optional(z.int().check(z.minimum(0), z.maximum(SEQ_MAX))),
  }),
  permit: conversationAccess,
  run: ({ input, grant: { businessId } }) => pageOf({ ...input, businessId }),
});

/** The same for the REST API, where numbers come as text, and a page is as long as is asked for. */
export const readThreadMessages = operation({
  input: z.strictObject({
    conversationId: uuid,
    threadId: uuid,
    before_thread_seq: z.optional(seqText),
    limit: z.optional(limitText),
  }),
  permit: conversationAccess,
  run: ({ input: { before_thread_seq: beforeThreadSeq, ...input }, grant: { businessId } }) =>
    pageOf({ ...input, beforeThreadSeq, businessId }),
});

async function pageOf({ beforeThreadSeq = SEQ_MAX, limit = HISTORY_PAGE_SIZE, ...whose }: Page) {
  const [page, roots] = await Promise.all([
    threadPage(db(), { ...whose, beforeThreadSeq, limit }),
    threadRoots(db(), whose),
  ]);
  return { ...found(page), root: abridge(found(roots[0] ?? null)) } satisfies ThreadPage;
}

/** All threads of a conversation, that of the latest answer first, with how much of each the viewer has read. */
export const readThreads = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccess,
  run: async ({ viewer, input: { conversationId } }) => {
    const { threads, threadReads } = await threadsOf(db(), { conversationId, readerId: viewer.id });
    const reads = new Map(threadReads.map(({ threadId, read }) => [threadId, read]));
    return { threads: threads.map((thread) => ({ ...thread, read: reads.get(thread.id) ?? 0 })) };
  },
});

/** There is one to a message: asked for again, that one is the answer. */
export const createThread = operation({
  input: z.strictObject({
    ...{ conversationId: uuid, id: z.optional(uuid), messageId: uuid },
    title: threadTitle,
  }),
  permit: conversationAccessFor("thread:create"),
  run: ({ viewer, input: { conversationId, id = newId(), ...asked }, grant }) =>
    openThread(roomsOfSite(), roomTicket(viewer, conversationId, grant), {
      type: "thread:create",
      id,
      ...asked,
    }),
});

/** What the threads of a conversation grow from. */
export const readThreadRoots = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccess,
  run: async ({ input: { conversationId }, grant: { businessId } }) => {
    const roots = await threadRoots(db(), { conversationId, businessId });
    // A list shows their first words.
    return { messages: roots.map((root) => ({ ...root, body: preview(root.body) })) };
  },
});
