import { type SQL, sql } from "drizzle-orm";

/** Whether the bot of its business goes on with `c`, and no person. */
export const IS_WITH_BOT = sql`(c.kind = 'direct' and not c.is_with_people and exists (
  select from bots b where b.business_id = c.business_id and b.disabled_at is null))`;

/**
 * Asks for calls of bots about what their customers said last in the conversations of `untold`: the part of a statement
 * that moves their marks. What was asked there before is over with it. Where the last that was said is somebody else's, or
 * only thanks for what is done, nothing is asked.
 */
export function callsForBots(now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    insert into bot_calls (conversation_id, business_id, message_id, next_at, created_at)
    select c.id, c.business_id, said.id, ${at}, ${at}
    from untold c join bots b on b.business_id = c.business_id and b.disabled_at is null
      cross join lateral (
        select m.id, m.sender_role, m.created_at from messages m
        where m.conversation_id = c.id and m.seq > c.told_seq and m.kind <> 'system' and m.deleted_at is null
        order by m.seq desc limit 1) said
    where c.kind = 'direct' and c.status = 'open' and not c.is_with_people
      and said.sender_role = 'customer' and said.created_at >= b.enabled_at
    order by c.id
    on conflict (conversation_id) do update set id = excluded.id, message_id = excluded.message_id,
      state = 'waiting', tries = 0, next_at = excluded.next_at, created_at = excluded.created_at`;
}
