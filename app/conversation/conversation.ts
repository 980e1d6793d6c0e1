import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import type { Access } from "@/db/conversations";
import { conversationShown } from "@/db/shown";
import { standingOf } from "@/db/standing";
import { hosts } from "@/lib/group";
import { isPersonOfStaff } from "@/lib/permissions";
import { groupTitle, workWish } from "@/lib/protocol/command";
import { Refusal } from "@/lib/refusal";
import { TAGS_PER_CONVERSATION_MAX, type WorkWish } from "@/lib/work";
import { db } from "../database";
import { leaveGroup, renameGroup } from "../groups/members";
import { changeWork } from "../inbox/work";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { conversationAccess, uuid } from "./access";
import { found } from "./history";

const { status, snoozedUntil, assigneeId, priority } = workWish.shape;

/** Access to what stands in lists; notes are told of by what they are about. */
export async function listedAccess(viewer: Viewer, asked: { conversationId: string }): Promise<Access> {
  const access = await conversationAccess(viewer, asked);
  if (access.kind === "internal") throw new Refusal("not-found");
  return access;
}

/** A conversation as the viewer may know it. */
export const readConversation = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: listedAccess,
  run: ({ viewer, input: { conversationId }, grant }) => shown(viewer, conversationId, grant),
});

/** Who takes part in a conversation, those who came first at first. */
export const readParticipants = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: listedAccess,
  run: async ({ viewer, input: { conversationId }, grant }) => {
    const { participants } = await shown(viewer, conversationId, grant);
    return { participants };
  },
});

/**
 * What is named shall be so, and the rest stays: what a group is called, and for members of the business how the
 * conversation stands as work. Each part is told by a notice of its own.
 */
export const changeConversation = operation({
  input: z.strictObject({
    ...{ conversationId: uuid, title: z.optional(groupTitle) },
    ...{ status, snoozedUntil, assigneeId, priority },
    /** All of them. */
    tags: z.optional(
      z.array(uuid).check(
        z.maxLength(TAGS_PER_CONVERSATION_MAX),
        z.refine((ids) => new Set(ids).size === ids.length),
      ),
    ),
    /** Where it does not stand so any more, it is a `conflict`. */
    expected: z.optional(z.strictObject({ status, snoozedUntil, assigneeId, priority })),
    /** Put aside where its customer wrote more, it is `stale`. */
    basedOnSeq: z.optional(z.int().check(z.minimum(0))),
  }),
  permit: listedAccess,
  run: async ({ viewer, input, grant }) => {
    const { conversationId, title, tags, expected, basedOnSeq, ...wish } = input;
    const isOfWork = tags !== undefined || Object.keys(wish).length > 0;
    if (title === undefined && !isOfWork) throw new Refusal("bad-command");
    if (title !== undefined && (grant.kind !== "group" || !hosts(grant.role, grant.rank)))
      throw new Refusal("forbidden");
    if (isOfWork && !isPersonOfStaff(grant.role)) throw new Refusal("forbidden");
    if (title !== undefined) await renameGroup(viewer, { conversationId, id: newId(), title });
    if (Object.keys(wish).length > 0)
      await work(viewer, conversationId, { wish, expected, ...seenIn(conversationId, basedOnSeq) });
    if (tags !== undefined) await setTags(viewer, conversationId, tags);
    return shown(viewer, conversationId, grant);
  },
});

/** Whoever is of the business puts it into the archive, and a customer leaves a group; nothing is erased. */
export const dismissConversation = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: listedAccess,
  run: async ({ viewer, input: { conversationId }, grant: { kind, role } }) => {
    if (isPersonOfStaff(role)) await work(viewer, conversationId, { wish: { status: "archived" } });
    else if (kind === "group") await leaveGroup(viewer, { conversationId, id: newId() });
    else throw new Refusal("forbidden");
    return {};
  },
});

async function shown(viewer: Viewer, conversationId: string, { businessId, role }: Access) {
  const reader = { userId: viewer.id, role };
  return found(await conversationShown(db(), { conversationId, businessId, reader }));
}

const seenIn = (conversationId: string, seq: number | undefined) =>
  seq === undefined ? {} : { seen: { [conversationId]: seq } };

interface Wished {
  wish: WorkWish;
  expected?: WorkWish | undefined;
  seen?: Record<string, number>;
}

async function work(viewer: Viewer, conversationId: string, wished: Wished): Promise<void> {
  const { refused } = await changeWork(viewer, { conversationIds: [conversationId], ...wished });
  const [refusal] = refused;
  if (refusal) throw new Refusal(refusal.code);
}

/** One after the other: they stand in the order in which they were put on. */
async function setTags(viewer: Viewer, conversationId: string, ids: string[]): Promise<void> {
  const { work: before } = found(await standingOf(db(), conversationId));
  const off = before.tags.filter((id) => !ids.includes(id)).map((id) => ({ id, on: false }));
  const on = ids.filter((id) => !before.tags.includes(id)).map((id) => ({ id, on: true }));
  for (const tag of [...off, ...on]) await work(viewer, conversationId, { wish: { tag } });
}
