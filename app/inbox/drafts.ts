import { z } from "zod/mini";
import type { Access } from "@/db/conversations";
import { draftAt, keepDraft } from "@/db/drafts";
import { DRAFT_LENGTH_MAX, draftModes } from "@/lib/kept-draft";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { conversationAccessFor, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { tellMembers } from "./news";

const place = { conversationId: uuid, mode: z.enum(draftModes) };

/** What the viewer had begun to write in a conversation, on whatever device. */
export const readDraft = operation({
  input: z.strictObject(place),
  permit: toWriteIn,
  run: ({ viewer, input }) => draftAt(db(), { userId: viewer.id, ...input }),
});

/** Keeps it for their other devices; `rev` is that of the draft it was written on. */
export const saveDraft = operation({
  input: z.strictObject({ ...place, body: storableText, rev: z.int().check(z.minimum(0)) }),
  limit: "draft",
  permit: toWriteIn,
  run: async ({ viewer, input, grant: { businessId } }) => {
    if (input.body.length > DRAFT_LENGTH_MAX) throw new Refusal("too-long");
    const place = { userId: viewer.id, conversationId: input.conversationId, mode: input.mode };
    const draft = await keepDraft(db(), { ...place, body: input.body, rev: input.rev });
    if (draft.isKept) await tellMembers(businessId, { type: "draft:changed", ...place, rev: draft.rev });
    return draft;
  },
});

/** Members of the business, in what their customers take part in; notes are named by that, too. */
export async function toWriteIn(viewer: Viewer, input: { conversationId: string }): Promise<Access> {
  const access = await conversationAccessFor("draft:keep")(viewer, input);
  if (access.kind === "internal") throw new Refusal("not-found");
  return access;
}
