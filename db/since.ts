import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import { closingStates } from "../lib/closing-states";
import { workWish } from "../lib/protocol/command";
import { type Happened, isWorthTelling, type Since, sinceOf } from "../lib/since";
import { notesIdOf, workStatuses } from "../lib/work";
import type { Db } from "./client";

/** Of more messages, and of more notices, only the last are looked at. */
export const SINCE_MESSAGES_MAX = 500;
export const SINCE_NOTICES_MAX = 200;
const SINCE_PROMISES_MAX = 3;

const happened = z.object({
  said: z.array(z.object({ name: z.string(), count: z.int() })),
  hasMore: z.boolean(),
  notices: z.array(
    z.discriminatedUnion("event", [
      z.object({
        event: z.literal("work"),
        was: workWish,
        now: workWish,
        names: z.record(z.string(), z.string()),
      }),
      z.object({ event: z.literal("woken") }),
    ]),
  ),
  status: z.enum(workStatuses),
  promises: z.array(z.object({ text: z.string(), dueAt: z.iso.datetime() })),
  closing: z.nullable(z.enum(closingStates)),
});

/**
 * What happened since a member of its business looked at a conversation; nothing where they have seen all, never looked,
 * or would see it at a glance. Whoever never had the notes before them looked at those when they looked at the rest.
 */
export async function sinceLooked(
  db: Db,
  { conversationId, businessId, userId }: { conversationId: string; businessId: string; userId: string },
): Promise<Since | null> {
  const { rows } = await db.execute(sql`
    with mark as (
      select c.id, c.status, c.last_seq, r.read_seq, n.last_seq as notes_seq, k.read_seq as notes_read,
        (select m.created_at from messages m where m.conversation_id = c.id and m.seq = r.read_seq) as read_at
      from conversations c
        join receipts r on r.conversation_id = c.id and r.user_id = ${userId}::uuid
        left join conversations n on n.id = ${notesIdOf(conversationId)}::uuid
        left join receipts k on k.conversation_id = n.id and k.user_id = r.user_id
      where c.id = ${conversationId}::uuid and c.business_id = ${businessId}::uuid
        and r.read_seq > 0 and c.last_seq > r.read_seq
    ), fresh as (
      select m.* from mark join messages m on m.conversation_id = mark.id
        and m.seq > greatest(mark.read_seq, mark.last_seq - ${SINCE_MESSAGES_MAX}::int)
    )
    select mark.status, mark.last_seq - mark.read_seq > ${SINCE_MESSAGES_MAX}::int as "hasMore",
      array(
        select jsonb_build_object('name', max(sender_name), 'count', count(*)) from fresh
        where kind <> 'system' and deleted_at is null and sender_id is distinct from ${userId}::uuid
        group by sender_id, sender_role order by min(seq)) as said,
      array(
        select m.metadata from messages m
        where m.conversation_id = ${notesIdOf(conversationId)}::uuid and m.kind = 'system'
          and m.metadata ->> 'event' in ('work', 'woken')
          and m.seq > greatest(coalesce(mark.notes_read, 0), mark.notes_seq - ${SINCE_NOTICES_MAX}::int)
          and (mark.notes_read is not null or m.created_at > mark.read_at)
        order by m.seq) as notices,
      array(
        select jsonb_build_object('text', m.metadata ->> 'text', 'dueAt', m.metadata ->> 'dueAt')
        from promises p join messages m on m.id = p.id
        where p.conversation_id = mark.id and p.state in ('open', 'missed')
        order by p.due_at limit ${SINCE_PROMISES_MAX}) as promises,
      (select metadata ->> 'state' from fresh where kind = 'system' and metadata ->> 'event' = 'closing'
        order by seq desc limit 1) as closing
    from mark`);
  if (!rows[0]) return null;
  const since = sinceOf(happened.parse(rows[0]) satisfies Happened);
  return isWorthTelling(since) ? since : null;
}
