import { z } from "zod/mini";
import { postsPage } from "@/db/posts";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { openOperation } from "../operation";

/** What a business told everybody, for everybody: the newest first, as of `before` (a `seq`). */
export const readPosts = openOperation({
  input: z.strictObject({
    ...{ businessId: uuid, topicId: z.optional(uuid) },
    before: z.optional(z.int().check(z.minimum(1))),
  }),
  run: ({ input: { businessId, topicId, before } }) =>
    postsPage(db(), { businessId, ...(topicId && { topicId }), ...(before && { before }) }),
});
