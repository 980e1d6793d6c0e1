import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { postOf } from "@/db/posts";
import type { Post } from "@/lib/protocol/post";
import { isRefusalCode, Refusal } from "@/lib/refusal";
import { writerAccess } from "../broadcasts/access";
import { savePost } from "../broadcasts/drafts";
import { postsNow } from "../broadcasts/posts";
import { deletePost, editPost, publishPost } from "../broadcasts/publish";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { openOperation, operation } from "../operation";
import { numberText } from "../query";
import type { Viewer } from "../viewer";
import { businessNamed, inBusiness, slug } from "./access";

const which = { slug, id: uuid };
const { body, topicId, isSilent, asksToConfirm, attachmentIds } = savePost.input.shape;

/** What a post says, and how it is told. */
export const written = {
  ...{ body, topicId: z.optional(topicId), isSilent: z.optional(isSilent) },
  ...{ asksToConfirm: z.optional(asksToConfirm), attachmentIds: z.optional(attachmentIds) },
};
const asWritten = z.object(written);

export function writtenOf(input: z.output<typeof asWritten>) {
  const { body, topicId = null, isSilent = false, asksToConfirm = false, attachmentIds = [] } = input;
  return { body, topicId, isSilent, asksToConfirm, attachmentIds };
}

export function saysNothing({ body, attachmentIds }: ReturnType<typeof writtenOf>): boolean {
  return body === "" && attachmentIds.length === 0;
}

/** What a business told everybody, the newest first; `cursor` is the `seq` that the page comes before. */
export const readBroadcasts = openOperation({
  input: z.strictObject({
    slug,
    cursor: z.optional(numberText({ min: 1, max: 2 ** 31 - 1 })),
    topicId: z.optional(uuid),
  }),
  run: async ({ input: { slug, cursor: before, topicId } }) => {
    const { id: businessId } = await businessNamed(slug);
    const { posts, hasMore } = await postsNow({
      businessId,
      ...(before !== undefined && { before }),
      ...(topicId !== undefined && { topicId }),
    });
    const last = hasMore ? posts.at(-1) : undefined;
    return { posts, nextCursor: last ? String(last.seq) : null };
  },
});

export const readBroadcast = openOperation({
  input: z.strictObject(which),
  run: async ({ input: { slug, id } }) => {
    const { id: businessId } = await businessNamed(slug);
    return postThere({ businessId, id });
  },
});

/** Tells everybody, once for each `id`. `planned` where the rooms are out of reach: it is told as soon as they are not. */
export const publishBroadcast = operation({
  input: z.strictObject({ slug, id: z.optional(uuid), ...written }),
  permit: inBusiness(writerAccess),
  run: async ({ viewer, input, grant: businessId }): Promise<{ is: Published; id: string; post?: Post }> => {
    const { id = newId() } = input;
    const said = writtenOf(input);
    if (saysNothing(said)) throw new Refusal("bad-command");
    const before = await postOf(db(), { businessId, id });
    if (before) return { is: "repeated", id, post: before };
    const is = await tell(viewer, { businessId, id, ...said }).catch(async (error: unknown) => {
      // Its twin was faster.
      const isTold = error instanceof Refusal && error.code === "closed";
      if (!isTold || !(await postOf(db(), { businessId, id }))) throw error;
      return "repeated" as const;
    });
    return is === "planned" ? { is, id } : { is, id, post: await postThere({ businessId, id }) };
  },
});

type Published = "published" | "planned" | "repeated";

async function tell(
  viewer: Viewer,
  { businessId, id, ...written }: { businessId: string; id: string } & object,
): Promise<Published> {
  const saved = await savePost(viewer, { businessId, id, rev: 0, ...written });
  if (!saved.isKept) return stateOf(saved.post.state);
  const publishing = await publishPost(viewer, { businessId, id, rev: saved.post.rev });
  switch (publishing.is) {
    case "failed":
      throw new Refusal(isRefusalCode(publishing.failure) ? publishing.failure : "forbidden");
    case "changed":
      return stateOf(publishing.post.state);
    default:
      return publishing.is;
  }
}

/** Of two at once one has planned it; a draft is what somebody else wrote under this id. */
function stateOf(state: "draft" | "planned"): "planned" {
  if (state === "draft") throw new Refusal("conflict");
  return state;
}

export const editBroadcast = operation({
  input: z.strictObject({ ...which, body }),
  permit: inBusiness(writerAccess),
  run: async ({ viewer, input: { id, body }, grant: businessId }) => {
    await editPost(viewer, { businessId, id, body });
    return postThere({ businessId, id });
  },
});

export const deleteBroadcast = operation({
  input: z.strictObject(which),
  permit: inBusiness(writerAccess),
  run: ({ viewer, input: { id }, grant: businessId }) => deletePost(viewer, { businessId, id }),
});

async function postThere(which: { businessId: string; id: string }): Promise<Post> {
  const post = await postOf(db(), which);
  if (!post) throw new Refusal("not-found");
  return post;
}
