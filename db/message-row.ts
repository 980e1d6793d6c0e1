import type { Message } from "../lib/protocol/message";
import type { messages } from "./schema";

export type MessageRow = typeof messages.$inferSelect;

/** A stored message in the shape of the wire, its body whole. */
export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind,
    senderId: row.senderId,
    senderRole: row.senderRole,
    senderName: row.senderName,
    body: row.body,
    hasMore: false,
    threadId: null,
    replyTo: null,
    attachments: [],
    reactions: [],
    metadata: row.metadata,
    createdAt: row.createdAt.toISOString(),
    editedAt: null,
    deletedAt: null,
  };
}
