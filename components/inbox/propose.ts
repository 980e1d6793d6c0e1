import { v7 as uuid } from "uuid";
import type { ConversationClient } from "@/lib/client/conversation-client";
import { latestClosingIn } from "@/lib/closing";

/** Asks whether all is done; gives back the code of a refusal, once that or the question is there. */
export function propose(
  client: Pick<ConversationClient, "followCalls" | "getSnapshot" | "subscribe" | "tell">,
): Promise<string | null> {
  const id = uuid();
  if (latestClosingIn(client.getSnapshot().messages)?.closing.state === "proposed")
    return Promise.resolve("conflict");
  return new Promise((resolve) => {
    const over = (refusal: string | null) => {
      unfollow();
      unsubscribe();
      resolve(refusal);
    };
    const unfollow = client.followCalls((event) => {
      if (event.type === "refused" && event.id === id) over(event.code);
    });
    const unsubscribe = client.subscribe(() => {
      const { messages, connection } = client.getSnapshot();
      if (messages.some((each) => each.id === id)) over(null);
      // What was asked before the line broke may be there afterwards: nobody waits for it.
      else if (connection !== "online") over("unavailable");
    });
    if (!client.tell({ type: "closing:propose", id })) over("unavailable");
  });
}
