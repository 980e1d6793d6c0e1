import { v7 as uuid } from "uuid";
import type { EventOf, Member, Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
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
    threadSeq: null,
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

/** The newest page of a conversation where nothing but messages ever happened. */
export function headOf(messages: Message[], rev = messages.at(-1)?.seq ?? 0): HistoryHead {
  const [first] = messages;
  return {
    ...{ messages, hasMore: (first?.seq ?? 1) > 1, rev, seq: messages.at(-1)?.seq ?? 0 },
    ...{ threads: [], threadReads: [] },
  };
}

/** What a room says first, to Maya. */
export function welcomed({
  rev,
  seq = rev,
  participants = [maya],
}: {
  rev: number;
  seq?: number;
  participants?: Participant[];
}): EventOf<"welcome"> {
  return {
    ...{ type: "welcome", rev, seq, self: maya, title: "" },
    participants: participants.map(memberOf),
    ...{ present: [], receipts: [], threadReads: [] },
  };
}

export function memberOf({ userId, name, role }: Participant): Member {
  return { userId, name, role, rank: null };
}
