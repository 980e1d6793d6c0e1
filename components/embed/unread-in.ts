import type { ConversationView } from "@/lib/client/conversation-client";

/** How many messages of others their reader has not seen, who had read up to `readSeq` when it was opened. Pure. */
export function unreadIn(
  { messages, receipts, self }: Pick<ConversationView, "messages" | "receipts" | "self">,
  readSeq: number,
): number {
  const told = receipts.find(({ userId }) => userId === self.userId)?.read ?? 0;
  const read = Math.max(told, readSeq);
  return messages.filter(
    ({ seq, kind, senderId, threadId, deletedAt }) =>
      seq > read && kind !== "system" && senderId !== self.userId && threadId === null && deletedAt === null,
  ).length;
}
