import type { Page, WebSocketRoute } from "@playwright/test";
import { type FeedEvent, feedEvent } from "@/lib/protocol/feed";
import { query } from "../e2e/database";
import { HARBOR, MAYA, personOf } from "./backdrop";

/** Has a feed of the page tell it more than happened: nothing of it is stored, or seen in another scene. */
export async function tellBy(page: Page, feed: "inbox" | "me"): Promise<(event: FeedEvent) => void> {
  let line: WebSocketRoute | undefined;
  await page.routeWebSocket(new RegExp(`/parties/feed/${feed}-`), (near) => {
    near.connectToServer();
    line = near;
  });
  return (event) => line?.send(JSON.stringify(event));
}

/**
 * That somebody wrote in Maya's conversation. It is one that is there: for any other the list would be loaded anew, and
 * it would not be in it.
 */
export async function written(by: "sam" | "maya", text: string): Promise<FeedEvent> {
  const [now] = await query("select rev, last_seq from conversations where id = $1", [MAYA]);
  const [senderName, senderRole] = by === "sam" ? ["Sam Okafor", "agent"] : ["Maya Fernandes", "customer"];
  return feedEvent.parse({
    type: "conversation:changed",
    conversation: {
      ...{
        id: MAYA,
        kind: "direct",
        title: "",
        customerId: personOf("maya"),
        customerName: "Maya Fernandes",
      },
      ...{ businessId: HARBOR, businessName: "Harbor Coffee", businessSlug: "harbor-coffee" },
      ...{ rev: Number(now?.rev) + 1, lastSeq: Number(now?.last_seq) + 1 },
      lastMessage: {
        ...{ senderId: personOf(by), senderRole, senderName, preview: text },
        ...{ sort: "text", createdAt: new Date().toISOString() },
      },
    },
  });
}
