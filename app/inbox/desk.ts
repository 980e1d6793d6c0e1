import { z } from "zod/mini";
import { savedViewsOf } from "@/db/saved-views";
import { tagsOf } from "@/db/tags";
import { colleaguesOf } from "@/db/teams";
import type { InboxDesk } from "@/lib/inbox-desk";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { memberAccess } from "./access";

/** What lines of an inbox are named by, and what the viewer saved of it. */
export const readDesk = operation({
  input: z.strictObject({ businessId: uuid }),
  permit: memberAccess,
  run: async ({ viewer, grant: { businessId } }): Promise<InboxDesk> => {
    const [members, tags, savedViews] = await Promise.all([
      colleaguesOf(db(), businessId),
      tagsOf(db(), businessId),
      savedViewsOf(db(), { businessId, userId: viewer.id }),
    ]);
    return { team: members.map(({ userId, name }) => ({ userId, name })), tags, savedViews };
  },
});
