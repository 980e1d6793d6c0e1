import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Db } from "./client";
import { recentOf } from "./recent";

/** How much is looked at: this much and no more, however much is written to a business. */
const CONVERSATIONS_MAX = 20;
const MESSAGES_PER_CONVERSATION_MAX = 40;
const WAITS_MAX = 50;
/** With fewer, chance would speak. */
export const WAITS_MIN = 5;

export const REPLY_TIME_ROWS_MAX = CONVERSATIONS_MAX * MESSAGES_PER_CONVERSATION_MAX;

const measured = z.array(
  z.object({ businessId: z.uuid(), waits: z.int(), medianSeconds: z.nullable(z.number()) }),
);

export interface ReplyTime {
  medianSeconds: number;
  /** Of how many waits that is the median. */
  waits: number;
}

/**
 * How long a customer waits for somebody of the business: the median of the last waits in the conversations that
 * were last written in. A wait begins with a customer's first message since the business wrote, and ends with the
 * next message that a member wrote. One that nobody ended counts as without end, so silence never makes a business
 * look quick. A business that has too few waits, or answers less than half of them, is not in the result.
 */
export async function replyTimesOf(db: Db, businessIds: string[]): Promise<Map<string, ReplyTime>> {
  if (businessIds.length === 0) return new Map();
  const { rows } = await db.execute(sql.join(businessIds.map(replyTimeOf), sql` union all `));
  return new Map(
    measured
      .parse(rows)
      .flatMap(({ businessId, waits, medianSeconds }) =>
        medianSeconds === null ? [] : [[businessId, { medianSeconds, waits }]],
      ),
  );
}

/** One by one: of the average business Postgres would read all conversations, where some have thousands. */
function replyTimeOf(businessId: string) {
  return sql`
    select ${businessId}::uuid as "businessId", count(*)::int as waits,
      nullif(percentile_disc(0.5) within group (order by seconds), 'infinity') as "medianSeconds"
    from (
      select coalesce(extract(epoch from answered_at - began_at)::float8, 'infinity') as seconds
      from (
        select by_customer, created_at as began_at,
          lead(created_at) over (partition by conversation_id order by seq) as answered_at
        from (
          select m.conversation_id, m.seq, m.created_at, m.sender_role = 'customer' as by_customer,
            -- Of the first message that is looked at nobody knows whether somebody waited already.
            lag(m.sender_role = 'customer', 1, c.last_seq > ${MESSAGES_PER_CONVERSATION_MAX}::int)
              over (partition by m.conversation_id order by m.seq) as was_customer
          from ${recentOf(sql`${businessId}::uuid`, { limit: CONVERSATIONS_MAX })} c
          cross join lateral (
            -- The limit says nothing new, but holds Postgres to the index.
            select conversation_id, seq, created_at, sender_role from messages
            where conversation_id = c.id and seq > c.last_seq - ${MESSAGES_PER_CONVERSATION_MAX}::int
            order by seq desc limit ${MESSAGES_PER_CONVERSATION_MAX}::int
          ) m
          where m.sender_role in ('customer', 'agent', 'owner')
        ) said
        where by_customer <> was_customer
      ) turns
      where by_customer
      order by began_at desc
      limit ${WAITS_MAX}::int
    ) waits
    having count(*) >= ${WAITS_MIN}::int`;
}
