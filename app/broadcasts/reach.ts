import { z } from "zod/mini";
import { openCounts } from "@/db/post-questions";
import { postOf, postsPage } from "@/db/posts";
import * as stored from "@/db/reach";
import { Refusal } from "@/lib/refusal";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { writerAccess } from "./access";

/** How many will be told of a post about this. */
export const readAudience = operation({
  input: z.strictObject({ businessId: uuid, topicId: z.nullable(uuid) }),
  limit: "figures",
  permit: writerAccess,
  run: ({ viewer, input }) => stored.audienceOf(db(), { ...input, authorId: viewer.id }),
});

/** What a business published, the newest first, how many have seen it, and what was asked and waits. */
export const readPublished = operation({
  input: z.strictObject({ businessId: uuid, before: z.optional(z.int().check(z.minimum(1))) }),
  limit: "figures",
  permit: writerAccess,
  run: async ({ input: { businessId, before } }) => {
    const { posts, hasMore } = await postsPage(db(), {
      businessId,
      ...(before !== undefined && { before }),
    });
    const [views, asked] = await Promise.all([
      stored.viewsOf(db(), { businessId, seqs: posts.map(({ seq }) => seq) }),
      openCounts(db(), { businessId, postIds: posts.map(({ id }) => id) }),
    ]);
    const counted = posts.map((post) => ({
      ...post,
      views: views.get(post.seq) ?? 0,
      questions: asked.get(post.id) ?? 0,
    }));
    return { posts: counted, hasMore };
  },
});

/** How far a post has come: counts, and nobody's name. */
export const readReach = operation({
  input: z.strictObject({ businessId: uuid, id: uuid }),
  limit: "figures",
  permit: writerAccess,
  run: async ({ input }) => {
    const post = await postOf(db(), input);
    if (!post) throw new Refusal("not-found");
    return stored.reachOf(db(), { ...input, seq: post.seq });
  },
});
