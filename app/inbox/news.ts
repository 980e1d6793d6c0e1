import type { InboxNews } from "@/lib/protocol/feed";
import { recordIncident } from "@/lib/server/incident";
import { tellInbox } from "@/lib/server/rooms";
import { roomsOfSite } from "../rooms";

/** Tells the members who have the inbox open. What they are not told they see when they next look: nothing fails by it. */
export async function tellMembers(businessId: string, news: InboxNews): Promise<void> {
  await tellInbox(roomsOfSite(), businessId, news).catch((error: unknown) =>
    recordIncident("news of an inbox", error),
  );
}
