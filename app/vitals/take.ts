import { claimVitals, keepVitals, waitingNow } from "@/db/vitals";
import { figuresOfAll } from "@/lib/server/rooms";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

/** Writes down how things stand where nobody did in this minute. */
export async function takeVitals(): Promise<boolean> {
  const minute = await claimVitals(db());
  if (!minute) return false;
  const [shards, waits] = await Promise.all([figuresOfAll(roomsOfSite()), waitingNow(db())]);
  await keepVitals(db(), minute, { shards, ...waits });
  return false;
}
