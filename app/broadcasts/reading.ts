import { z } from "zod/mini";
import { markRead } from "@/db/post-reading";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { openOperation, operation } from "../operation";
import { postsNow } from "./posts";

const place = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));

/** What a business told everybody before some place, or last. */
export const readPosts = openOperation({
  input: z.strictObject({ businessId: uuid, before: z.optional(place), topicId: z.optional(uuid) }),
  run: ({ input }) => postsNow(input),
});

/** That whoever asks saw the posts of a business, up to a place and in a version; kept of those who follow it. */
export const markPostsRead = operation({
  input: z.strictObject({ businessId: uuid, readSeq: place, readRev: place }),
  limit: "action",
  permit: () => undefined,
  run: async ({ viewer: { id: userId }, input: { businessId, readSeq: seq, readRev: rev } }) => ({
    isMarked: await markRead(db(), { businessId, userId, seq, rev }),
  }),
});
