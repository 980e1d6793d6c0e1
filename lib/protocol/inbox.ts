import { z } from "zod/mini";
import { inboxSorts } from "../inbox-view";
import { workStatuses } from "../work";

const id = z.uuid().check(z.toLowerCase());

/** What of an inbox is asked for. */
export const inboxView = z.strictObject({
  status: z.enum(workStatuses),
  assignee: z.optional(z.union([z.enum(["me", "nobody"]), id])),
  tag: z.optional(id),
  channel: z.optional(z.enum(["chat", "email", "voice"])),
  isUnread: z.optional(z.boolean()),
  isMentioned: z.optional(z.boolean()),
  sort: z.enum(inboxSorts),
});
