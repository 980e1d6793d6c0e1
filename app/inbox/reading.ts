import { z } from "zod/mini";
import { workableBy } from "@/db/work";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { markRead } from "@/lib/server/rooms";
import { WORK_AT_ONCE_MAX } from "@/lib/work";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";

/** That a member has read conversations, each as far as they saw it go. */
export const readThrough = operation({
  input: z.strictObject({
    read: z
      .array(z.strictObject({ conversationId: uuid, seq: z.int().check(z.minimum(0)) }))
      .check(z.minLength(1), z.maxLength(WORK_AT_ONCE_MAX)),
  }),
  limit: "action",
  permit: async (viewer, { read }) => {
    const conversationIds = read.map(({ conversationId }) => conversationId);
    const theirs = await workableBy(db(), { userId: viewer.id, conversationIds });
    // One that is not theirs is there for nobody.
    if (theirs.length < new Set(conversationIds).size) throw new Refusal("not-found");
    return theirs;
  },
  run: async ({ viewer, input: { read }, grant }) => {
    const { id: userId, name, sessionId: session } = viewer;
    const wanted = new Map(read.map(({ conversationId, seq }) => [conversationId, seq]));
    const refused: { conversationId: string; code: RefusalCode }[] = [];
    await Promise.all(
      grant.map(async ({ id: conversationId, role }) => {
        const seq = wanted.get(conversationId) ?? 0;
        const ticket = { party: "main", room: conversationId, userId, name, role, session } as const;
        await markRead(roomsOfSite(), ticket, seq).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          refused.push({ conversationId, code: error.code });
        });
      }),
    );
    return { refused };
  },
});
