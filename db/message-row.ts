import { getTableColumns, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { shown } from "../lib/protocol/body";
import { type Attachment, attachment, type Message, type Reaction } from "../lib/protocol/message";
import { inOrder } from "../lib/reacted";
import { messages } from "./schema";

const given = z.array(z.object({ emoji: z.string(), userId: z.uuid(), name: z.string() }));
type Given = z.infer<typeof given>;
const files = z.array(attachment);

/** The reactions to the message `m` of a statement, and its files. */
export const REACTIONS_OF_M = reactionsTo("m.id");
export const FILES_OF_M = filesOf("m.id");

function reactionsTo(id: string): string {
  return `array(
    select jsonb_build_object('emoji', r.emoji, 'userId', r.user_id, 'name', r.name)
    from reactions r where r.message_id = ${id})`;
}

function filesOf(id: string): string {
  return `array(
    select jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'bytes', a.bytes,
      'width', a.width, 'height', a.height, 'durationMs', a.duration_ms, 'peaks', a.peaks,
      'hasThumbnail', a.has_thumbnail)
    from attachments a where a.message_id = ${id} and a.place >= 0 order by a.place)`;
}

const { businessId: _, ...columns } = getTableColumns(messages);

/** A message as it is selected, with the reactions to it and its files. */
export const messageColumns = {
  ...columns,
  given:
    sql<Given>`case when ${messages.isReacted} then ${sql.raw(reactionsTo("messages.id"))} else '{}' end`.mapWith(
      (rows: unknown) => given.parse(rows),
    ),
  files: sql<
    Attachment[]
  >`case when ${messages.kind} = 'file' then ${sql.raw(filesOf("messages.id"))} else '{}' end`.mapWith(
    (rows: unknown) => files.parse(rows),
  ),
};

export type MessageRow = Omit<typeof messages.$inferSelect, "businessId"> & {
  given: Given;
  files: Attachment[];
};

/** A stored message in the shape of the wire, its body whole; of a deleted one only that it was there. */
export function toMessage(row: MessageRow): Message {
  return shown({
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
    threadId: row.threadId,
    threadSeq: row.threadSeq,
    replyTo: row.replyTo,
    attachments: row.files,
    reactions: reactionsOf(row.given),
    metadata: row.metadata,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  });
}

export function reactionsOf(rows: Given): Reaction[] {
  const people = new Map<string, Reaction["people"]>();
  for (const { emoji, userId, name } of rows)
    people.set(emoji, [...(people.get(emoji) ?? []), { userId, name }]);
  return inOrder(Array.from(people, ([emoji, those]) => ({ emoji, people: those })));
}
