import { sql } from "drizzle-orm";
import { MAIL_AFTER_MS, MEMBERS_MAILED_MAX } from "../lib/notification";
import type { Db } from "./client";

/**
 * Asks for what is to be done outside the rooms about everything that was said since this was last asked, and moves the
 * mark of each conversation up to it, in one statement: what is committed is told of, by whichever process comes first,
 * and asked for once. How many conversations that were.
 *
 * A mail is for whoever reads mails and did not write it themselves: of what others say, for the customers; of what
 * customers say, for the member who has the conversation in hand, or for the members where nobody has. Notes are told
 * of to nobody here.
 */
export async function tellUntold(db: Db, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const { rows } = await db.execute<{ told: number }>(sql`
    with untold as (
      select id, business_id, kind, customer_id, assignee_id, told_seq, last_seq, rev from conversations
      where told_rev <> rev limit ${limit} for no key update skip locked
    ), said as (
      select untold.id, m.sender_id, bool_or(m.sender_role = 'customer') as by_customer
      from untold join messages m on m.conversation_id = untold.id and m.seq > untold.told_seq
      where untold.kind in ('direct', 'group') and m.kind <> 'system' and m.deleted_at is null
      group by untold.id, m.sender_id
    ), recipients as (
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
        order by role desc, created_at, user_id limit ${MEMBERS_MAILED_MAX}
      ) m
      where kind in ('direct', 'group') and assignee_id is null
    ), asked as (
      insert into jobs (kind, user_id, conversation_id, run_at)
      select 'mail', r.user_id, r.id, ${now.toISOString()}::timestamptz + ${MAIL_AFTER_MS} * interval '1 ms'
      from recipients r join users u on u.id = r.user_id and u.email is not null and u.is_mailed
      where exists (select from said where said.id = r.id and said.sender_id is distinct from r.user_id
        and (by_customer or not is_staff))
      order by r.id, r.user_id
      on conflict (kind, user_id, conversation_id) do update set
        asked = jobs.asked + 1,
        run_at = case when jobs.given_up_at is null then jobs.run_at else excluded.run_at end,
        tries = case when jobs.given_up_at is null then jobs.tries else 0 end,
        given_up_at = null
    ), told as (
      update conversations c set told_rev = untold.rev, told_seq = untold.last_seq
      from untold where c.id = untold.id returning 1
    )
    select count(*)::int as told from told`);
  return rows[0]?.told ?? 0;
}
