import { z } from "zod/mini";
import { setShowsPresence, visitsOf } from "@/db/presence";
import { recordIncident } from "@/lib/server/incident";
import { forgetPresence } from "@/lib/server/last-seen";
import { setHidden } from "@/lib/server/rooms";
import { db } from "../database";
import { operation } from "../operation";
import { redis } from "../redis";
import { roomsOfSite } from "../rooms";

/** How many rooms are told at once. */
const TOLD_AT_ONCE = 25;

/** Whether others are told that somebody is there; from now on, and wherever they are right now. */
export const showPresence = operation({
  input: z.pipe(
    z.instanceof(FormData),
    z.transform((form) => ({ showsPresence: form.has("showsPresence") })),
  ),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input: { showsPresence } }) => {
    await setPresence(viewer.id, showsPresence);
    return { showsPresence };
  },
});

/** Whoever is hidden leaves no mark any more, not even by going. */
export async function setPresence(userId: string, showsPresence: boolean): Promise<void> {
  await setShowsPresence(db(), { userId, showsPresence });
  await tellRooms(userId, !showsPresence);
  if (!showsPresence) await forgetPresence(redis(), userId);
}

/** Rooms that cannot be told hear it with the next ticket: what was wished for is stored. */
async function tellRooms(userId: string, isHidden: boolean): Promise<void> {
  const visits = await visitsOf(db(), userId);
  try {
    for (let n = 0; n < visits.length; n += TOLD_AT_ONCE) {
      const some = visits.slice(n, n + TOLD_AT_ONCE);
      await Promise.all(some.map((visit) => setHidden(roomsOfSite(), { ...visit, isHidden })));
    }
  } catch (error) {
    recordIncident("presence", error);
  }
}
