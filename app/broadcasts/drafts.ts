import { z } from "zod/mini";
import * as stored from "@/db/post-drafts";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import { POST_LENGTH_MAX, PUBLISH_WITHIN_MS } from "@/lib/broadcast";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { writerAccess } from "./access";

const which = { businessId: uuid, id: uuid };
const rev = z.int().check(z.minimum(0));

/** Keeps what is written of a post; where somebody else was faster it answers with what they wrote. */
export const savePost = operation({
  input: z.strictObject({
    ...{ ...which, rev, body: storableText, topicId: z.nullable(uuid) },
    ...{ isSilent: z.boolean(), asksToConfirm: z.boolean() },
    attachmentIds: z.array(uuid).check(
      z.maxLength(ATTACHMENTS_PER_MESSAGE_MAX),
      z.refine((ids) => new Set(ids).size === ids.length),
    ),
  }),
  limit: "draft",
  permit: writerAccess,
  run: async ({ viewer, input }) => {
    if (input.body.length > POST_LENGTH_MAX) throw new Refusal("too-long");
    const saved = await stored.savePost(db(), { ...input, authorId: viewer.id });
    if (saved === "gone") throw new Refusal("closed");
    if (saved === "too-many") throw new Refusal("too-many");
    if (saved === "wrong") throw new Refusal("not-found");
    return saved;
  },
});

export function canBePlannedFor(moment: Date): boolean {
  const aheadMs = moment.getTime() - Date.now();
  return aheadMs > 0 && aheadMs <= PUBLISH_WITHIN_MS;
}

/** To be published then, as it is at this `rev`. */
export const planPost = operation({
  input: z.strictObject({ ...which, rev, publishAt: z.iso.datetime() }),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    const publishAt = new Date(input.publishAt);
    if (!canBePlannedFor(publishAt)) throw new Refusal("bad-command");
    const planned = await stored.planPost(db(), { ...input, publishAt });
    if (planned === "gone") throw new Refusal("closed");
    if (planned === "empty") throw new Refusal("bad-command");
    return planned;
  },
});

export const takeBackPost = operation({
  input: z.strictObject(which),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    const post = await stored.takeBackPost(db(), input);
    if (!post) throw new Refusal("closed");
    return post;
  },
});

/** Takes away what was not published; saved again within a day it is there again, with its pictures. */
export const dropPost = operation({
  input: z.strictObject(which),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    if (!(await stored.dropPost(db(), input))) throw new Refusal("closed");
    return {};
  },
});
