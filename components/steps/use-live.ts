import { use, useSyncExternalStore } from "react";
import { assert } from "@/lib/assert";
import type { ConversationView } from "@/lib/client/conversation-client";
import { Live } from "../conversation/live";

/** The conversation that is open. */
export function useLive() {
  const client = use(Live);
  assert(client, "open");
  const view: ConversationView = useSyncExternalStore(
    client.subscribe,
    client.getSnapshot,
    client.getSnapshot,
  );
  return { client, view };
}
