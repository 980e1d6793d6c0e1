import { z } from "zod/mini";
import { showsPresenceTo } from "@/db/presence";
import { NOT_SEEN, type Presence } from "@/lib/presence";
import { Refusal } from "@/lib/refusal";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { presencesOf } from "../redis";

/** Whether somebody is on the site, for those who share a business or a conversation with them. */
export const readPresence = operation({
  input: z.strictObject({ userId: uuid }),
  permit: async (viewer, { userId }) => {
    const isShown = await showsPresenceTo(db(), { viewerId: viewer.id, userId });
    if (isShown === null) throw new Refusal("not-found");
    return { isShown };
  },
  run: async ({ input: { userId }, grant: { isShown } }): Promise<Presence> => {
    if (!isShown) return NOT_SEEN;
    const presences = await presencesOf([userId]);
    // "Offline" would be a claim.
    if (!presences) throw new Refusal("unavailable");
    return presences.get(userId) ?? NOT_SEEN;
  },
});
