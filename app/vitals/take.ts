import { claimVitals, keepVitals, waitingNow } from "@/db/vitals";
import { figuresOf } from "@/lib/server/rooms";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

/** Writes down how things stand where nobody did in this minute. */
export async function takeVitals(): Promise<boolean> {
  const minute = await claimVitals(db());
  if (!minute) return false;
  const rooms = roomsOfSite();
  const asked = Array.from({ length: rooms.shards }, (_, shard) => figuresOf(rooms, shard).catch(() => null));
  const [shards, waits] = await Promise.all([Promise.all(asked), waitingNow(db())]);
  await keepVitals(db(), minute, { shards, ...waits });
  return false;
}
