"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { ConversationClient, type ConversationView } from "@/lib/client/conversation-client";
import { indexedDbOutbox } from "@/lib/client/outbox";
import { fetchRoomAddress } from "@/lib/client/tickets";
import type { Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import { granted } from "../granted";
import type { ConversationActions } from "./actions";
import { usePreviews } from "./use-previews";

interface Opening {
  conversationId: string;
  self: Participant;
  head: HistoryHead;
  /** How far a member of the business had read: what they say is judged by what they have seen. */
  readSeq?: number | undefined;
  actions: ConversationActions;
}

/** One conversation, live for as long as the component is there. */
export function useConversation(opening: Opening): { client: ConversationClient; view: ConversationView } {
  const [client] = useState(() => clientOf(opening));
  const view = useSyncExternalStore(client.subscribe, client.getSnapshot, client.getSnapshot);
  useEffect(() => client.start(), [client]);
  const [openedRev] = useState(opening.head.rev);
  usePreviews({ ...opening, openedRev }, view);
  return { client, view };
}

function clientOf({ conversationId, self, head, readSeq, actions }: Opening): ConversationClient {
  return new ConversationClient({
    self,
    head,
    readSeq,
    outbox: indexedDbOutbox({ userId: self.userId, conversationId }),
    address: () => fetchRoomAddress({ conversationId }),
    changes: `/api/conversations/${conversationId}/changes`,
    loadHead: async () => granted(await actions.head({ conversationId })),
  });
}
