import { z } from "zod/mini";
import { inboxPage } from "@/db/inbox";
import { inboxCursorText } from "@/db/list-cursor";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { inboxView } from "@/lib/protocol/inbox";
import { db } from "../database";
import { operation } from "../operation";
import { memberAccess } from "./access";

/** A page of a business's conversations, for its members. */
export const readInbox = operation({
  input: z.strictObject({
    businessId: z.uuid(),
    view: z.optional(inboxView),
    before: z.optional(inboxCursorText),
  }),
  permit: memberAccess,
  run: ({ viewer, input: { view = EVERYTHING_OPEN, before }, grant: { businessId } }) =>
    inboxPage(db(), { businessId, readerId: viewer.id, view, before }),
});
