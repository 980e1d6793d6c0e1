import { env } from "@/lib/server/env";
import type { Rooms } from "@/lib/server/rooms";

/** The rooms as the site itself reaches them. */
export function roomsOfSite(): Rooms {
  return { url: env().ROOMS_URL, shards: env().ROOM_SHARDS, ticketSecret: env().TICKET_SECRET };
}
