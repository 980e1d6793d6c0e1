import { useEffect, useRef } from "react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { firstWebLink } from "@/lib/links";
import type { ConversationActions } from "./actions";

interface Opened {
  conversationId: string;
  /** The version the conversation was at when it was opened. */
  openedRev: number;
  actions: Pick<ConversationActions, "preview">;
}

/**
 * Has the server look at the links in what the reader wrote since they came, once it is stored. What it finds is told
 * to everybody by the room; what it does not find is nobody's trouble.
 */
export function usePreviews(
  { conversationId, openedRev, actions }: Opened,
  { messages, self }: ConversationView,
): void {
  const { preview } = actions;
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, rev, senderId, body, hasMore, kind, editedAt, deletedAt, metadata } of messages) {
      if (rev <= openedRev || senderId !== self.userId) continue;
      if (kind === "system" || deletedAt || metadata.preview !== undefined) continue;
      const name = `${id} ${editedAt}`;
      if (asked.current.has(name)) continue;
      asked.current.add(name);
      // Of a long message only the server knows all the words.
      if (hasMore || firstWebLink(body)) preview({ conversationId, messageId: id }).catch(() => {});
    }
  }, [messages, self.userId, conversationId, openedRev, preview]);
}
