import { z } from "zod/mini";
import { planPost, waitingPost } from "@/db/post-drafts";
import { broadcastOf, postOf } from "@/db/posts";
import { type DuePost, postsDue, settlePost } from "@/db/publishing";
import type { WaitingPost } from "@/lib/broadcast";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { type ChangeCommand, saysSomething, send } from "@/lib/protocol/command";
import type { Ticket } from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { changeMessage, sendMessage } from "@/lib/server/rooms";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import type { Viewer } from "../viewer";
import { writerAccess } from "./access";

const AT_ONCE_MAX = 20;
/** Its author is no owner of the business any more. */
const NO_AUTHOR = "not-allowed";

const onePost = z.strictObject({ businessId: uuid, id: uuid });

/**
 * Publishes what waits as it is at this `rev`, now; where it is another by now it answers with that. `planned` where the
 * rooms are out of reach: it is published as soon as they are not.
 */
export const publishPost = operation({
  input: z.strictObject({ ...onePost.shape, rev: z.int().check(z.minimum(0)) }),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }): Promise<Publishing> => {
    const now = new Date();
    const planned = await planPost(db(), { ...input, publishAt: now });
    if (planned === "gone") throw new Refusal("closed");
    if (planned === "empty") throw new Refusal("bad-command");
    if (!planned.isKept) return { is: "changed", post: planned.post };
    try {
      const settled = await settlePost(db(), { id: input.id, now }, publishOne);
      if (settled) return outcome(settled.failure);
    } catch (error) {
      if (error instanceof Refusal && error.isRetryable) return { is: "planned" };
      throw error;
    }
    return asItStands(input);
  },
});

type Publishing =
  | { is: "published" | "planned" }
  | { is: "failed"; failure: string }
  | { is: "changed"; post: WaitingPost };

/** What another process made, or is making, of a post that was to be published here. */
async function asItStands(which: { businessId: string; id: string }): Promise<Publishing> {
  const post = await waitingPost(db(), which);
  if (!post) {
    if (!(await postOf(db(), which))) throw new Refusal("closed");
    return { is: "published" };
  } else if (post.state === "planned") {
    return { is: "planned" };
  } else {
    return post.failure === null ? { is: "changed", post } : outcome(post.failure);
  }
}

function outcome(failure: string | null): Publishing {
  return failure === null ? { is: "published" } : { is: "failed", failure };
}

/** Publishes what was planned until now, each under its id: by however many processes, it is published once. */
export async function publishDue(now: Date): Promise<boolean> {
  const due = await postsDue(db(), { now, limit: AT_ONCE_MAX });
  const settled: boolean[] = [];
  const failures: unknown[] = [];
  for (const { id } of due) {
    // One that cannot be published just now holds up no other.
    await settlePost(db(), { id, now }, publishOne).then(
      (one) => settled.push(one !== null),
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, "what was planned could not be published");
  return settled.filter(Boolean).length === AT_ONCE_MAX;
}

/** Why it could not be published; what may succeed in a moment is thrown. */
async function publishOne({ id, businessId, body, attachmentIds, author }: DuePost): Promise<string | null> {
  if (!author) return NO_AUTHOR;
  const files = attachmentIds.length > 0 ? { attachmentIds } : {};
  try {
    await sendMessage(roomsOfSite(), await ticketOf(businessId, author), {
      type: "message:send",
      ...{ id, body },
      ...files,
    });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal) || error.isRetryable) throw error;
    return error.code;
  }
}

/** Says it otherwise, by its author alone; what it said before is kept as a revision. */
export const editPost = operation({
  input: z.strictObject({ ...onePost.shape, body: send.shape.body }),
  limit: "action",
  permit: writerAccess,
  run: async ({ viewer, input: { businessId, id, body } }) => {
    if (body.length > BODY_LENGTH_MAX) throw new Refusal("too-long");
    if (!saysSomething({ body })) throw new Refusal("bad-command");
    return change(viewer, businessId, { type: "message:edit", id, body });
  },
});

export const deletePost = operation({
  input: onePost,
  limit: "action",
  permit: writerAccess,
  run: ({ viewer, input: { businessId, id } }) => change(viewer, businessId, { type: "message:delete", id }),
});

/** Takes a deletion of one's own back, for RESTORE_WITHIN_MS. */
export const restorePost = operation({
  input: onePost,
  limit: "action",
  permit: writerAccess,
  run: ({ viewer, input: { businessId, id } }) => change(viewer, businessId, { type: "message:restore", id }),
});

async function change(viewer: Viewer, businessId: string, command: ChangeCommand) {
  const ticket = await ticketOf(businessId, { userId: viewer.id, name: viewer.name });
  await changeMessage(roomsOfSite(), ticket, command);
  return {};
}

/** Only the site may speak in a broadcast, so the ticket is of no sign-in. */
async function ticketOf(
  businessId: string,
  { userId, name }: { userId: string; name: string },
): Promise<Omit<Ticket, "session">> {
  return { party: "main", room: await broadcastOf(db(), businessId), userId, name, role: "owner" };
}
