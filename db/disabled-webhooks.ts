import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import type { WebhookJob } from "./jobs";
import { businesses, memberships, users } from "./schema";
import { webhooks } from "./webhook-parts";

/**
 * Asks for the mails to the owners of webhooks that were disabled because of their receiver, of each time once, by
 * whichever process. How many webhooks they were.
 */
export async function askForMailsOfDisabled(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  const { rows } = await db.execute<{ disabled: number }>(sql`
    with untold as (
      select id from webhooks where owners_told_at is null and disabled_because in ('gone', 'failing')
      limit ${limit} for update skip locked
    ), disabled as (
      update webhooks w set owners_told_at = ${now.toISOString()}::timestamptz
      from untold where w.id = untold.id returning w.id, w.business_id
    ), asked as (
      insert into jobs (kind, user_id, webhook_id, run_at)
      select 'webhook', m.user_id, d.id, ${now.toISOString()}::timestamptz
      from disabled d join memberships m on m.business_id = d.business_id and m.role = 'owner'
        join users u on u.id = m.user_id and u.email is not null
      order by d.id, m.user_id
      on conflict (webhook_id, user_id) where webhook_id is not null do update set
        asked = jobs.asked + 1,
        run_at = case when jobs.given_up_at is null then jobs.run_at else excluded.run_at end,
        tries = case when jobs.given_up_at is null then jobs.tries else 0 end,
        given_up_at = null
    )
    select count(*)::int as disabled from disabled`);
  return rows[0]?.disabled ?? 0;
}

/** What an owner is mailed of it; `null` where it is enabled again, or they are no owner any more. */
export async function disabledFor(db: Db, { webhookId, userId }: Pick<WebhookJob, "webhookId" | "userId">) {
  const [row] = await db
    .select({
      ...{ url: webhooks.url, because: webhooks.disabledBecause, disabledAt: webhooks.disabledAt },
      ...{ business: businesses.name, slug: businesses.slug, email: users.email, locale: users.locale },
    })
    .from(webhooks)
    .innerJoin(businesses, eq(businesses.id, webhooks.businessId))
    .innerJoin(memberships, eq(memberships.businessId, webhooks.businessId))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        ...[eq(webhooks.id, webhookId), inArray(webhooks.disabledBecause, ["gone", "failing"])],
        ...[eq(memberships.userId, userId), eq(memberships.role, "owner")],
      ),
    );
  if (!row?.email || !row.disabledAt) return null;
  return { ...row, email: row.email, disabledAt: row.disabledAt };
}
