import { v7 as uuid } from "uuid";
import type { Participant } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";

export const maya: Participant = { userId: uuid(), name: "Maya", role: "customer" };
export const sam: Participant = { userId: uuid(), name: "Sam", role: "agent" };
export const ines: Participant = { userId: uuid(), name: "Ines", role: "agent" };

const conversationId = uuid();

/** A message as it travels, in a conversation where nothing but messages ever happened. */
export function said(by: Participant, seq: number, body = `message ${seq}`, id = uuid()): Message {
  return {
    id,
    conversationId,
    seq,
    rev: seq,
    kind: "text",
    senderId: by.userId,
    senderRole: by.role,
    senderName: by.name,
    body,
    hasMore: false,
    threadId: null,
    replyTo: null,
    attachments: [],
    reactions: [],
    metadata: {},
    createdAt: new Date(seq * 1000).toISOString(),
    editedAt: null,
    deletedAt: null,
  };
}

export function joined(by: Participant, seq: number): Message {
  return {
    ...said(by, seq, `${by.name} joined`),
    kind: "system",
    senderRole: "system",
    metadata: { event: "joined", ...by },
  };
}
