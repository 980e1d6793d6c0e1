import { sql } from "drizzle-orm";
import { MAIL_AFTER_MS, MAIL_ANSWER_AFTER_MS, MEMBERS_TOLD_MAX, PUSH_AFTER_MS } from "../lib/notification";
import { callsForBots, IS_WITH_BOT } from "./bot-asking";
import type { Db } from "./client";
import { eventsForWebhooks } from "./webhook-events";

/**
 * Asks for what is to be done outside the rooms about everything that was said since this was last asked, and moves the
 * marks of each conversation up to it, in one statement: what is committed is told of, by whichever process comes
 * first, and asked for once. How many conversations that were; those that wait longest come first.
 *
 * `held` are nobody else's meanwhile, as they are at this moment. What is told of them is what was there when the
 * statement began, of their counters and their messages alike: the marks never move over what was not seen.
 *
 * Told are, of what others say, the customers; of what customers say, the member who has the conversation in hand, or
 * the members where nobody has, and whoever chose to be told of all; of a note, the members it names. Of what a bot
 * answers they are told once it is handed over.
 */
export async function tellUntold(db: Db, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const { rows } = await db.execute<{ told: number }>(sql`
    with held as materialized (
      select c.id, c.told_rev, c.told_work_rev, c.rev, c.work_rev
      from untold_conversations u join conversations c on c.id = u.conversation_id
      order by u.since limit ${limit} for no key update of c skip locked
    ), untold as materialized (
      select c.*, ${IS_WITH_BOT} as is_with_bot from conversations c join held using (id, told_rev, told_work_rev)
    ), settled as (
      delete from untold_conversations u using held join untold using (id, rev, work_rev) where u.conversation_id = untold.id
    ), said as (
      select untold.id, m.sender_id,
        bool_or(m.sender_role = 'customer' and not is_with_bot or m.kind = 'system') as by_customer
      from untold join messages m on m.conversation_id = untold.id and m.seq > untold.told_seq
      where untold.kind in ('direct', 'group') and m.deleted_at is null
        and (m.kind <> 'system' or m.metadata ->> 'event' = 'handover')
      group by untold.id, m.sender_id
    ), concerned as (${CONCERNED}
    ), recipients as (
      select c.id, c.user_id from concerned c
      where exists (select from said where said.id = c.id and said.sender_id is distinct from c.user_id
          and (by_customer or not is_staff))
        and not exists (select from notification_choices n
          where n.conversation_id = c.id and n.user_id = c.user_id and n.level <> 'all')
      union
      select untold.id, named.user_id from untold
        join messages m on m.conversation_id = untold.id and m.seq > untold.told_seq and m.deleted_at is null
        join mentions named on named.message_id = m.id and named.user_id <> m.sender_id
      where untold.kind = 'internal' and not exists (select from notification_choices n
        where n.conversation_id = untold.parent_id and n.user_id = named.user_id and n.level = 'none')
    ), asked as (
      insert into jobs (kind, user_id, conversation_id, run_at)
      select ways.kind, r.user_id, r.id, ${now.toISOString()}::timestamptz + interval '1 ms' *
        case when ways.kind = 'mail' and u.email is null then ${MAIL_ANSWER_AFTER_MS}::int else after_ms end
      from recipients r join users u on u.id = r.user_id
        cross join (values ('mail', ${MAIL_AFTER_MS}::int), ('push', ${PUSH_AFTER_MS}::int)) ways (kind, after_ms)
      where case ways.kind when 'mail' then coalesce(u.email, u.mail_address) is not null and u.is_mailed
        else exists (select from push_subscriptions s where s.user_id = u.id) end
      order by ways.kind, r.user_id, r.id
      on conflict (kind, user_id, conversation_id) do update set
        asked = jobs.asked + 1,
        run_at = case when jobs.given_up_at is null then jobs.run_at else excluded.run_at end,
        tries = case when jobs.given_up_at is null then jobs.tries else 0 end,
        given_up_at = null
    ), told_webhooks as (${eventsForWebhooks(now)}
    ), told_bots as (${callsForBots(now)}
    ), told as (
      update conversations c set told_rev = untold.rev, told_seq = untold.last_seq, told_work_rev = untold.work_rev
      from untold where c.id = untold.id returning 1
    )
    select count(*)::int as told from told`);
  return rows[0]?.told ?? 0;
}

/** Those of `untold` whom it may concern that something was said there. */
const CONCERNED = sql`
  select untold.id, untold.customer_id as user_id, false as is_staff from untold
  where kind = 'direct' and customer_id is not null
  union
  select untold.id, p.user_id, false from untold
    join participants p on p.conversation_id = untold.id and p.role = 'customer'
  where kind = 'group'
  union
  select untold.id, m.user_id, true from untold
    join memberships m on m.business_id = untold.business_id and m.user_id = untold.assignee_id
  where kind in ('direct', 'group')
  union
  select untold.id, m.user_id, true from untold cross join lateral (
    select user_id from memberships where business_id = untold.business_id
    order by role desc, created_at, user_id limit ${MEMBERS_TOLD_MAX}
  ) m
  where kind in ('direct', 'group') and assignee_id is null
  union
  select untold.id, m.user_id, true from untold
    join notification_choices n on n.conversation_id = untold.id and n.level = 'all'
    join memberships m on m.business_id = untold.business_id and m.user_id = n.user_id
  where kind in ('direct', 'group')`;
