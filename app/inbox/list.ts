import { z } from "zod/mini";
import { inboxPage } from "@/db/conversations";
import { listCursorText } from "@/db/list-cursor";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { operation } from "../operation";
import { membershipIn } from "../viewer";

/** A page of a business's conversations, for its members. */
export const readInbox = operation({
  input: z.strictObject({ businessId: z.uuid(), before: z.optional(listCursorText) }),
  permit: (viewer, { businessId }) => {
    const membership = membershipIn(viewer, businessId);
    if (!membership) throw new Refusal("not-found");
    return membership;
  },
  run: ({ viewer, input: { before }, grant: { businessId } }) =>
    inboxPage(db(), { businessId, readerId: viewer.id, before }),
});
