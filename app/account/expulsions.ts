import { forgetVisit, type Visit, visitsOver } from "@/db/visits";
import { recordIncident } from "@/lib/server/incident";
import { expel } from "@/lib/server/rooms";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

/** How many rooms are told at once. */
const TOLD_AT_ONCE = 25;
const AGAIN_AFTER_MIN_MS = 1_000;
const AGAIN_AFTER_MAX_MS = 60_000;

let again: ReturnType<typeof setTimeout> | undefined;
let againAfterMs = AGAIN_AFTER_MIN_MS;

/**
 * Has the rooms show out everyone whose visit is over, whoever ended it. Never throws: what could not be told
 * stays on record and is tried again.
 */
export async function expelWhoIsOver(): Promise<void> {
  clearTimeout(again);
  try {
    for (let visits = await over(); visits.length > 0; visits = await over())
      await Promise.all(visits.map(showOut));
    againAfterMs = AGAIN_AFTER_MIN_MS;
  } catch (error) {
    recordIncident("expulsion", error);
    again = setTimeout(expelWhoIsOver, againAfterMs).unref();
    againAfterMs = Math.min(againAfterMs * 2, AGAIN_AFTER_MAX_MS);
  }
}

function over(): Promise<Visit[]> {
  return visitsOver(db(), TOLD_AT_ONCE);
}

async function showOut(visit: Visit): Promise<void> {
  await expel(roomsOfSite(), visit);
  await forgetVisit(db(), visit);
}
