import { z } from "zod/mini";
import { chatsPage } from "@/db/conversations";
import { inboxPage } from "@/db/inbox";
import { inboxCursorText, LIST_CURSOR_LENGTH_MAX, listCursorText } from "@/db/list-cursor";
import { inboxView } from "@/lib/protocol/inbox";
import { LIST_PAGE_SIZE_MAX } from "@/lib/protocol/list";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { memberAccess } from "../inbox/access";
import { operation, parse } from "../operation";
import { numberText } from "../query";
import { uuid } from "./access";

const yes = z.optional(z.literal("1"));
const { status, assignee, tag, channel, sort } = inboxView.shape;

/** What the REST API lists: the viewer's own conversations, or with `businessId` what the inbox of a business shows. */
export const readConversations = operation({
  input: z.strictObject({
    businessId: z.optional(uuid),
    ...{ status: z.optional(status), assignee, tag, channel, unread: yes, mentioned: yes },
    sort: z.optional(sort),
    cursor: z.optional(z.string().check(z.maxLength(LIST_CURSOR_LENGTH_MAX))),
    limit: z.optional(numberText({ min: 1, max: LIST_PAGE_SIZE_MAX })),
  }),
  permit: (viewer, { businessId }) => businessId && memberAccess(viewer, { businessId }).businessId,
  run: ({ viewer, input: { businessId: _, cursor, limit, ...filters }, grant: businessId }) => {
    if (businessId) {
      const { unread, mentioned, status = "open", sort = "newest", ...rest } = filters;
      const view = { ...rest, status, sort, isUnread: unread === "1", isMentioned: mentioned === "1" };
      const before = cursor === undefined ? undefined : parse(inboxCursorText, cursor);
      return inboxPage(db(), { businessId, readerId: viewer.id, view, before, limit });
    } else {
      if (Object.keys(filters).length > 0) throw new Refusal("bad-command");
      const before = cursor === undefined ? undefined : parse(listCursorText, cursor);
      return chatsPage(db(), { customerId: viewer.id, before, limit });
    }
  },
});
