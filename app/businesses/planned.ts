import { isDeepStrictEqual } from "node:util";
import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { waitingPost, waitingPosts } from "@/db/post-drafts";
import { postOf } from "@/db/posts";
import type { WaitingPost } from "@/lib/broadcast";
import { Refusal } from "@/lib/refusal";
import { writerAccess } from "../broadcasts/access";
import { canBePlannedFor, dropPost, planPost, savePost } from "../broadcasts/drafts";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { inBusiness, slug } from "./access";
import { saysNothing, written, writtenOf } from "./broadcasts";

/** A post that is published at `publishAt`, or could not be then: that is `failure`, and it waits for its owners. */
export type PlannedPost = Omit<WaitingPost, "state" | "rev">;

/** What is planned, the next one first, and what could not be published when it was to be. */
export const readPlanned = operation({
  input: z.strictObject({ slug }),
  permit: inBusiness(writerAccess),
  run: async ({ grant: businessId }): Promise<{ posts: PlannedPost[] }> => {
    const planned = (await waitingPosts(db(), businessId)).filter(isPlanned).map(plannedPost);
    return { posts: planned.sort((a, b) => (a.publishAt ?? "").localeCompare(b.publishAt ?? "")) };
  },
});

/** Plans a post, once for each `id`. */
export const planBroadcast = operation({
  input: z.strictObject({ slug, id: z.optional(uuid), ...written, publishAt: z.iso.datetime() }),
  permit: inBusiness(writerAccess),
  run: async ({ viewer, input, grant: businessId }) => {
    const { id = newId() } = input;
    const moment = new Date(input.publishAt);
    const publishAt = moment.toISOString();
    const which = { businessId, id };
    const said = writtenOf(input);
    if (saysNothing(said)) throw new Refusal("bad-command");
    const asPlanned = async () => {
      const before = await waitingPost(db(), which);
      return before?.publishAt === publishAt && isDeepStrictEqual(writtenIn(before), said) ? before : null;
    };
    const before = await asPlanned();
    if (before) return { post: plannedPost(before), isNew: false };
    if (await postOf(db(), which)) throw new Refusal("closed");
    if (!canBePlannedFor(moment)) throw new Refusal("bad-command");
    // Of a repeat that was interrupted there is what was written, and no plan.
    const saved = await savePost(viewer, { ...which, ...said, rev: 0 });
    if (saved.isKept) {
      const { isKept, post } = await planPost(viewer, { ...which, rev: saved.post.rev, publishAt });
      if (isKept) return { post: plannedPost(post), isNew: true };
    }
    // Its twin was faster, or it is something else.
    const twin = await asPlanned();
    if (!twin) throw new Refusal("conflict");
    return { post: plannedPost(twin), isNew: false };
  },
});

/** It is not published, nor kept; what was published meanwhile is `closed`. */
export const cancelBroadcast = operation({
  input: z.strictObject({ slug, id: uuid }),
  permit: inBusiness(writerAccess),
  run: async ({ viewer, input: { id }, grant: businessId }) => {
    const post = await waitingPost(db(), { businessId, id });
    if (post && !isPlanned(post)) throw new Refusal("not-found");
    return dropPost(viewer, { businessId, id });
  },
});

function isPlanned({ state, failure }: WaitingPost): boolean {
  return state === "planned" || failure !== null;
}

function plannedPost({ state: _, rev: __, ...post }: WaitingPost): PlannedPost {
  return post;
}

function writtenIn({ body, topicId, isSilent, asksToConfirm, attachments }: WaitingPost) {
  return { body, topicId, isSilent, asksToConfirm, attachmentIds: attachments.map(({ id }) => id) };
}
