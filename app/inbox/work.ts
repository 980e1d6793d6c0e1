import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { workableBy } from "@/db/work";
import { workWish } from "@/lib/protocol/command";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { setWork } from "@/lib/server/rooms";
import { notesIdOf, WORK_AT_ONCE_MAX, type WorkWish } from "@/lib/work";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";

export interface WorkDone {
  /** What changed, and how it is taken back: the wish, and what must still stand. */
  changed: { conversationId: string; undo: { wish: WorkWish; expected: WorkWish } }[];
  refused: { conversationId: string; code: RefusalCode }[];
}

/** How conversations shall stand as work; of several each for itself. */
export const changeWork = operation({
  input: z.strictObject({
    conversationIds: z.array(uuid).check(z.minLength(1), z.maxLength(WORK_AT_ONCE_MAX)),
    wish: workWish,
    /** Where one does not stand so any more, it is refused as `conflict`. */
    expected: z.optional(workWish),
    /** Up to where each is seen; put aside where its customer wrote more, it is refused as `stale`. */
    seen: z.optional(z.record(uuid, z.int().check(z.minimum(0)))),
  }),
  limit: "action",
  permit: async (viewer, { conversationIds }) => {
    const workable = await workableBy(db(), { userId: viewer.id, conversationIds });
    // One that is not theirs is there for nobody.
    if (workable.length < new Set(conversationIds).size) throw new Refusal("not-found");
    return workable;
  },
  run: async ({ viewer, input: { wish, expected, seen }, grant }): Promise<WorkDone> => {
    const done: WorkDone = { changed: [], refused: [] };
    const { id: userId, name, sessionId: session } = viewer;
    await Promise.all(
      grant.map(async ({ id: conversationId, role }) => {
        const ticket = {
          party: "main",
          room: notesIdOf(conversationId),
          userId,
          name,
          role,
          session,
        } as const;
        try {
          const basedOnSeq = seen?.[conversationId];
          const command = { type: "work:set", id: newId(), wish, expected, basedOnSeq } as const;
          const notice = await setWork(roomsOfSite(), ticket, command);
          const { was, now } = workTold.parse(notice?.metadata ?? {});
          if (was && now) done.changed.push({ conversationId, undo: { wish: was, expected: now } });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          done.refused.push({ conversationId, code: error.code });
        }
      }),
    );
    return done;
  },
});

const workTold = z.object({ was: z.optional(workWish), now: z.optional(workWish) });
