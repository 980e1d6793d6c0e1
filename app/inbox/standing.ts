import { z } from "zod/mini";
import { lastChangerOf, standingOf } from "@/db/standing";
import { tagsOf } from "@/db/tags";
import { colleaguesOf } from "@/db/teams";
import { Refusal } from "@/lib/refusal";
import type { Standing } from "@/lib/standing";
import { conversationAccessFor, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { hereIn } from "../redis";

/** How a conversation stands as work, and what it takes to change that: who and which tags there are. */
export const readStanding = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccessFor("work:set"),
  run: async ({ input: { conversationId }, grant: { businessId, role } }): Promise<Standing> => {
    const [standing, changedBy, members, tags, here] = await Promise.all([
      standingOf(db(), conversationId),
      lastChangerOf(db(), conversationId),
      colleaguesOf(db(), businessId),
      tagsOf(db(), businessId),
      hereIn([businessId]),
    ]);
    if (!standing) throw new Refusal("not-found");
    const team = members.map(({ userId, name, showsPresence }) => ({
      ...{ userId, name },
      isHere: showsPresence && here.some((each) => each.userId === userId),
    }));
    return { ...standing, changedBy, team, tags, businessId, isOwner: role === "owner" };
  },
});
