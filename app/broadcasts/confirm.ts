import { z } from "zod/mini";
import * as stored from "@/db/post-confirmations";
import { postOf } from "@/db/posts";
import { POSTS_PAGE_SIZE } from "@/lib/broadcast";
import { Refusal } from "@/lib/refusal";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { writerAccess } from "./access";

const rev = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));

/** What everybody may read everybody who is signed in may confirm; nobody for anyone else. */
const permit = () => undefined;

/** That the viewer read a post as it was at `rev`; the business is told their name only where they say so. */
export const confirmPost = operation({
  input: z.strictObject({ postId: uuid, rev, isNamed: z.boolean() }),
  limit: "action",
  permit,
  run: async ({ viewer, input }) => {
    const own = await stored.confirmPost(db(), { ...input, userId: viewer.id });
    if (!own) throw new Refusal("not-found");
    return { own };
  },
});

/** Whether the business is told the viewer's name with what they confirmed. */
export const nameConfirmation = operation({
  input: z.strictObject({ postId: uuid, isNamed: z.boolean() }),
  limit: "action",
  permit,
  run: async ({ viewer, input }) => {
    const own = await stored.nameConfirmation(db(), { ...input, userId: viewer.id });
    if (!own) throw new Refusal("not-found");
    return { own };
  },
});

/** Done twice it is done once. */
export const takeBackConfirmation = operation({
  input: z.strictObject({ postId: uuid }),
  limit: "action",
  permit,
  run: async ({ viewer, input }) => {
    await stored.takeBackConfirmation(db(), { ...input, userId: viewer.id });
    return { own: null };
  },
});

/** What the viewer confirmed of some posts, by the id of the post. */
export const readOwnConfirmations = operation({
  input: z.strictObject({ postIds: z.array(uuid).check(z.maxLength(POSTS_PAGE_SIZE)) }),
  permit,
  run: ({ viewer, input: { postIds } }) => stored.ownConfirmations(db(), { userId: viewer.id, postIds }),
});

const which = { businessId: uuid, id: uuid };

/** How many confirmed a post, and the first of those who agreed to be named. */
export const readConfirmations = operation({
  input: z.strictObject(which),
  limit: "figures",
  permit: askedAccess,
  run: async ({ input }) => {
    const [counts, page] = await Promise.all([
      stored.countConfirmations(db(), input),
      stored.confirmedPage(db(), input),
    ]);
    return { counts, page };
  },
});

/** More of those who confirmed a post and agreed to be named. */
export const readConfirmed = operation({
  input: z.strictObject({ ...which, before: z.strictObject({ id: uuid, confirmedAt: z.iso.datetime() }) }),
  limit: "figures",
  permit: askedAccess,
  run: ({ input }) => stored.confirmedPage(db(), input),
});

/** For owners of the business alone, of a post that is there and asks its readers. */
async function askedAccess(viewer: Viewer, { businessId, id }: { businessId: string; id: string }) {
  writerAccess(viewer, { businessId });
  if (!(await postOf(db(), { businessId, id }))?.asksToConfirm) throw new Refusal("not-found");
}
