import { z } from "zod/mini";
import { SEQ_MAX } from "@/db/messages";
import { threadPage, threadRoots } from "@/db/threads";
import { preview } from "@/lib/protocol/body";
import { abridge } from "@/lib/protocol/message";
import type { ThreadPage } from "@/lib/threads";
import { db } from "../database";
import { operation } from "../operation";
import { conversationAccess, uuid } from "./access";
import { found } from "./history";

/** The page of a thread before a place in it, with the message it grows from; without a place the newest. */
export const readThread = operation({
  isOfChat: true,
  input: z.strictObject({
    conversationId: uuid,
    threadId: uuid,
    beforeThreadSeq: z.optional(z.int().check(z.minimum(0), z.maximum(SEQ_MAX))),
  }),
  permit: conversationAccess,
  run: async ({ input, grant: { businessId } }): Promise<ThreadPage> => {
    const { conversationId, threadId, beforeThreadSeq = SEQ_MAX } = input;
    const whose = { conversationId, businessId, threadId };
    const [page, roots] = await Promise.all([
      threadPage(db(), { ...whose, beforeThreadSeq }),
      threadRoots(db(), whose),
    ]);
    return { ...found(page), root: abridge(found(roots[0] ?? null)) };
  },
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
