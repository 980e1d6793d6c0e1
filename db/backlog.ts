import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Db } from "./client";
import { IS_PENDING } from "./webhook-parts";

/** Of what is due by itself: how late the oldest is, in seconds, and 0 where nothing is late. */
const backlog = z.array(z.object({ queue: z.string(), seconds: z.coerce.number() }));
export type Backlog = z.output<typeof backlog>;

/**
 * How far behind everything is that is done later. Of each queue no more is read than its first row: each webhook that is told
 * anything has one, and each bot of which something is asked.
 */
export async function backlogOf(db: Db): Promise<Backlog> {
  const isPending = sql.raw(`d.${IS_PENDING}`);
  const { rows } = await db.execute(sql`
    with recursive first_calls as (
      (select business_id, next_at from bot_calls order by business_id, next_at limit 1)
      union all select next.* from first_calls f cross join lateral (
        select k.business_id, k.next_at from bot_calls k where k.business_id > f.business_id
        order by k.business_id, k.next_at limit 1) next
    )
    select queue, greatest(0, extract(epoch from now() - oldest))::float8 as seconds from (
      select 'jobs' as queue, (select run_at from jobs where given_up_at is null order by run_at limit 1) as oldest
      union all select 'later', (
        select send_at from later_messages where state = 'waiting' order by send_at limit 1)
      union all select 'posts', (
        select run_at from post_deliveries where state in ('waiting', 'sending') order by run_at limit 1)
      union all select 'webhooks', (
        select min(first.next_at) from webhooks w cross join lateral (
          select d.next_at from webhook_deliveries d where d.webhook_id = w.id and ${isPending}
          order by d.next_at limit 1) first
        where w.disabled_at is null)
      union all select 'bots', (select min(next_at) from first_calls)
    ) queues`);
  return backlog.parse(rows.map((row) => ({ ...row, seconds: Object(row).seconds ?? 0 })));
}
