import { z } from "zod/mini";
import { inboxCounts, inboxPage } from "@/db/inbox";
import { inboxCursorText } from "@/db/list-cursor";
import { SAVED_VIEWS_MAX } from "@/db/saved-views";
import { EVERYTHING_OPEN, READ_AHEAD_MAX } from "@/lib/inbox-view";
import { inboxView } from "@/lib/protocol/inbox";
import { uuid } from "../conversation/access";
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

/** All that somebody saved, and as many besides. */
export const VIEWS_COUNTED_MAX = 2 * SAVED_VIEWS_MAX;

/** How many conversations each of some views shows, counted no further than COUNTED_MAX; `readAhead` counts as read. */
export const countInbox = operation({
  input: z.strictObject({
    businessId: z.uuid(),
    views: z.array(inboxView).check(z.maxLength(VIEWS_COUNTED_MAX)),
    readAhead: z.optional(
      z
        .record(uuid, z.int().check(z.minimum(0)))
        .check(z.refine((readAhead) => Object.keys(readAhead).length <= READ_AHEAD_MAX)),
    ),
  }),
  permit: memberAccess,
  run: ({ viewer, input: { views, readAhead }, grant: { businessId } }) =>
    inboxCounts(db(), { businessId, readerId: viewer.id, views, readAhead }),
});
