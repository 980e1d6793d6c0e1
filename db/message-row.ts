import { getTableColumns, sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Message, Reaction } from "../lib/protocol/message";
import { inOrder } from "../lib/reacted";
import { messages } from "./schema";

const given = z.array(z.object({ emoji: z.string(), userId: z.uuid(), name: z.string() }));
type Given = z.infer<typeof given>;

/** The reactions to the message `m` of a statement. */
export const REACTIONS_OF_M = `array(
  select jsonb_build_object('emoji', r.emoji, 'userId', r.user_id, 'name', r.name)
  from reactions r where r.message_id = m.id)`;

/** A message as it is selected, with the reactions to it. */
export const messageColumns = {
  ...getTableColumns(messages),
  given: sql<Given>`case when ${messages.isReacted} then array(
    select jsonb_build_object('emoji', r.emoji, 'userId', r.user_id, 'name', r.name)
    from reactions r where r.message_id = ${messages.id}) else '{}' end`.mapWith((rows: unknown) =>
    given.parse(rows),
  ),
};

export type MessageRow = typeof messages.$inferSelect & { given: Given };

/** A stored message in the shape of the wire, its body whole; of a deleted one only that it was there. */
export function toMessage(row: MessageRow): Message {
  const isDeleted = row.deletedAt !== null;
  return {
    id: row.id,
    conversationId: row.conversationId,
    seq: row.seq,
    rev: row.rev,
    kind: row.kind,
    senderId: row.senderId,
    senderRole: row.senderRole,
    senderName: row.senderName,
    body: isDeleted ? "" : row.body,
    hasMore: false,
    threadId: null,
    replyTo: row.replyTo,
    attachments: [],
    reactions: isDeleted ? [] : reactionsOf(row.given),
    metadata: row.metadata,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

export function reactionsOf(rows: Given): Reaction[] {
  const people = new Map<string, Reaction["people"]>();
  for (const { emoji, userId, name } of rows)
    people.set(emoji, [...(people.get(emoji) ?? []), { userId, name }]);
  return inOrder(Array.from(people, ([emoji, those]) => ({ emoji, people: those })));
}
