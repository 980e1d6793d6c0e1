import { type SQL, sql } from "drizzle-orm";
import { IS_LISTED } from "./schema";

/**
 * Asks for deliveries of what happened in the conversations of `untold`, to webhooks that are enabled and want it: the
 * part of a statement that moves their marks. Where a business has none, nothing of its messages is read. A webhook is told of what was said since it is there.
 * What is said in a broadcast has names of its own, and no other event is of one: nobody wants them under the others' names.
 *
 * They are in the order of the changes: what was said has the number of its own first change, which is no longer known
 * of what has changed since; but it stood before that of whatever was said next.
 */
export function eventsForWebhooks(now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    insert into webhook_deliveries (webhook_id, type, conversation_id, message_id, next_at, created_at)
    select w.id, named.type, c.id, happened.message_id, ${at}, ${at}
    from untold c
      join webhooks w on w.business_id = c.business_id and w.disabled_at is null
      cross join lateral (
        select 'conversation.created' as type, null::uuid as message_id, 0 as change, 0 as seq, 0 as step
        where c.told_rev = 0 and c.last_message_at >= w.created_at
        union all
        select 'message.created', m.id, min(m.rev) over (order by m.seq desc), m.seq, 1
        from messages m
        where m.conversation_id = c.id and m.seq > c.told_seq and m.created_at >= w.created_at
        union all
        select case when m.deleted_at is null then 'message.edited' else 'message.deleted' end, m.id, m.rev, m.seq, 2
        from messages m
        where m.conversation_id = c.id and m.rev > c.told_rev and (m.seq <= c.told_seq or m.created_at >= w.created_at
          and (m.edited_at is not null or m.deleted_at is not null))
        union all
        select 'conversation.updated', null, c.rev + 1, 0, 3 where c.work_rev > c.told_work_rev
      ) happened
      cross join lateral (
        select case when c.kind <> 'broadcast' then happened.type
          else replace(replace(happened.type, 'message.created', 'broadcast.published'), 'message.', 'broadcast.') end as type
      ) named
    where (${sql.raw(IS_LISTED)} or kind = 'broadcast') and named.type = any (w.types)
    order by c.id, w.id, change, seq, step`;
}
