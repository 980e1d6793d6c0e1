import { and, desc, eq, lt, sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  DELIVERIES_KEPT_MAX,
  DELIVERIES_PAGE_SIZE,
  DELIVERIES_PER_WEBHOOK_MAX,
  DELIVERY_KEPT_MS,
  DELIVERY_LEASE_MS,
  type Delivery,
  type DisabledReason,
  FAILING_MAX_MS,
  redeliverAfterMs,
  WEBHOOK_TEST,
} from "../lib/webhook";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";
import { IS_PENDING, webhookDeliveries, webhooks } from "./webhook-parts";

/** A delivery in hand, and where it goes. */
const claimed = z.object({
  id: z.uuid(),
  webhookId: z.uuid(),
  businessId: z.uuid(),
  type: z.string(),
  conversationId: z.nullable(z.uuid()),
  messageId: z.nullable(z.uuid()),
  tries: z.int(),
  /** When it was asked for, in milliseconds. */
  at: z.number(),
  url: z.string(),
  /** The newest first. */
  secrets: z.array(z.string()),
});
export type ClaimedDelivery = z.infer<typeof claimed>;

/** What a try came to: what was answered, or why nothing was. */
export interface Tried {
  isDelivered: boolean;
  /** That the receiver wants no more of anything. */
  isGone: boolean;
  status: number | null;
  answer: string;
  failure: string | null;
  durationMs: number;
}

/**
 * Takes what is due into hand, the longest due first. Nobody else gets it for DELIVERY_LEASE_MS. Of one conversation a
 * webhook gets one after the other; and of all, only so many at once, one where nothing came through lately: so a receiver
 * that hangs holds up nobody else.
 */
export async function claimDeliveries(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<ClaimedDelivery[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const isPending = sql.raw(`d.${IS_PENDING}`);
  const due = sql`
    select mine.id from webhooks w cross join lateral (
      select d.id, d.next_at from webhook_deliveries d
      where d.webhook_id = w.id and ${isPending} and d.next_at <= ${at} and not exists (
        select from webhook_deliveries e where e.webhook_id = d.webhook_id and e.conversation_id = d.conversation_id
          and ${sql.raw(`e.${IS_PENDING}`)} and e.place < d.place)
      order by d.next_at, d.place
      limit greatest(0, case when w.failing_since is null then ${DELIVERIES_PER_WEBHOOK_MAX}::int else 1 end - (
        select count(*) from webhook_deliveries d
        where d.webhook_id = w.id and ${isPending} and d.next_at > ${at} and d.state = 'sending'))
      for update skip locked
    ) mine
    where w.disabled_at is null and ${isOpenBusiness(sql`w.business_id`)}
    order by mine.next_at limit ${limit}`;
  return take(db, now, due);
}

/** Takes one into hand, whenever it would be due; nothing where it is in hand, or its webhook is disabled. */
export async function claimDelivery(
  db: Db,
  { id, businessId, now }: { id: string; businessId: string; now: Date },
): Promise<ClaimedDelivery | null> {
  const [row] = await take(
    db,
    now,
    sql`select d.id from webhook_deliveries d join webhooks w on w.id = d.webhook_id
      where d.id = ${id}::uuid and w.business_id = ${businessId}::uuid and w.disabled_at is null
        and (d.state <> 'sending' or d.next_at <= ${now.toISOString()}::timestamptz)
      for update of d skip locked`,
  );
  return row ?? null;
}

async function take(db: Db, now: Date, which: ReturnType<typeof sql>): Promise<ClaimedDelivery[]> {
  // A round goes on for a while by the time it began at.
  const until = sql`greatest(now(), ${now.toISOString()}::timestamptz) + ${DELIVERY_LEASE_MS} * interval '1 ms'`;
  const { rows } = await db.execute(sql`
    with due as (${which})
    update webhook_deliveries d set tries = case when state = 'failed' or state = 'delivered' then 1 else tries + 1 end,
      state = 'sending', next_at = ${until}
    from due, webhooks w where d.id = due.id and w.id = d.webhook_id
    returning d.id, d.webhook_id as "webhookId", w.business_id as "businessId", d.type,
      d.conversation_id as "conversationId", d.message_id as "messageId", d.tries,
      (extract(epoch from d.created_at) * 1000)::float8 as at, w.url,
      case when w.former_until > now() then array[w.secret, w.former_secret] else array[w.secret] end as secrets`);
  return z.array(claimed).parse(rows);
}

/** What became of a try. Where it was lost to another process meanwhile, nothing. */
export async function finishDelivery(
  db: Db,
  { id, webhookId, tries }: Pick<ClaimedDelivery, "id" | "webhookId" | "tries">,
  { isDelivered, isGone, ...tried }: Tried,
  now: Date,
): Promise<void> {
  const afterMs = isDelivered ? null : redeliverAfterMs(tries);
  const pending = { state: "waiting" as const, nextAt: new Date(now.getTime() + (afterMs ?? 0)) };
  const over = { state: isDelivered ? ("delivered" as const) : ("failed" as const) };
  await db.transaction(async (tx) => {
    const [mine] = await tx
      .update(webhookDeliveries)
      .set({ ...tried, ...(afterMs === null ? over : pending) })
      .where(
        and(
          eq(webhookDeliveries.id, id),
          eq(webhookDeliveries.state, "sending"),
          eq(webhookDeliveries.tries, tries),
        ),
      )
      .returning({ id: webhookDeliveries.id });
    if (!mine) return;
    if (isDelivered) await reached(tx, webhookId, now);
    else await missed(tx, webhookId, isGone, now);
  });
}

type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** It takes things again: what waits for another try need not wait longer. */
async function reached(tx: Tx, webhookId: string, now: Date): Promise<void> {
  const [again] = await tx
    .update(webhooks)
    .set({ failingSince: null })
    .where(and(eq(webhooks.id, webhookId), sql`failing_since is not null`))
    .returning({ id: webhooks.id });
  if (!again) return;
  await tx
    .update(webhookDeliveries)
    .set({ nextAt: now })
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        sql.raw(IS_PENDING),
        eq(webhookDeliveries.state, "waiting"),
      ),
    );
}

async function missed(tx: Tx, webhookId: string, isGone: boolean, now: Date): Promise<void> {
  const [webhook] = await tx
    .update(webhooks)
    .set({ failingSince: sql`coalesce(failing_since, ${now.toISOString()}::timestamptz)` })
    .where(eq(webhooks.id, webhookId))
    .returning({ failingSince: webhooks.failingSince });
  const failingMs = now.getTime() - (webhook?.failingSince?.getTime() ?? now.getTime());
  const because: DisabledReason | null = isGone ? "gone" : failingMs >= FAILING_MAX_MS ? "failing" : null;
  if (because === null) return;
  await tx
    .update(webhooks)
    .set({ disabledBecause: because, disabledAt: now })
    .where(and(eq(webhooks.id, webhookId), sql`disabled_at is null`));
}

/** A delivery that only tries the address; nothing where there is no such webhook, or it is disabled. */
export async function askForTest(
  db: Db,
  { webhookId, businessId, now }: { webhookId: string; businessId: string; now: Date },
): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into webhook_deliveries (webhook_id, type, next_at, created_at)
    select id, ${WEBHOOK_TEST}, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz from webhooks
    where id = ${webhookId}::uuid and business_id = ${businessId}::uuid and disabled_at is null
    returning id`);
  return rows[0]?.id ?? null;
}

/** The newest deliveries to a webhook of a business, or those before one of them. */
export async function deliveriesOf(
  db: Db,
  { webhookId, businessId, before }: { webhookId: string; businessId: string; before?: string | undefined },
): Promise<{ deliveries: Delivery[]; hasMore: boolean }> {
  const rows = await db
    .select({ delivery: webhookDeliveries })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(
      and(
        eq(webhooks.id, webhookId),
        eq(webhooks.businessId, businessId),
        before === undefined
          ? undefined
          : lt(
              webhookDeliveries.place,
              sql`coalesce((select place from webhook_deliveries where id = ${before}::uuid and webhook_id = ${webhookId}::uuid), 0)`,
            ),
      ),
    )
    .orderBy(desc(webhookDeliveries.place))
    .limit(DELIVERIES_PAGE_SIZE + 1);
  const deliveries = rows.slice(0, DELIVERIES_PAGE_SIZE).map(({ delivery }) => toDelivery(delivery));
  return { deliveries, hasMore: rows.length > DELIVERIES_PAGE_SIZE };
}

export async function deliveryById(
  db: Db,
  { id, businessId }: { id: string; businessId: string },
): Promise<Delivery | null> {
  const [row] = await db
    .select({ delivery: webhookDeliveries })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(eq(webhookDeliveries.id, id), eq(webhooks.businessId, businessId)));
  return row ? toDelivery(row.delivery) : null;
}

const SWEPT_AT_ONCE_MAX = 1_000;

/** Forgets what is too old, and the oldest of too many. Whether there may be more. */
export async function sweepDeliveries(db: Db, now: Date): Promise<boolean> {
  const oldest = new Date(now.getTime() - DELIVERY_KEPT_MS).toISOString();
  const { rows } = await db.execute(sql`
    delete from webhook_deliveries where id in (
      (select id from webhook_deliveries where created_at < ${oldest}::timestamptz limit ${SWEPT_AT_ONCE_MAX})
      union all
      (select d.id from webhooks w cross join lateral (
        select id from webhook_deliveries where webhook_id = w.id order by place desc
        offset ${DELIVERIES_KEPT_MAX}::int limit ${SWEPT_AT_ONCE_MAX}) d))
    returning 1`);
  return rows.length >= SWEPT_AT_ONCE_MAX;
}

function toDelivery(row: typeof webhookDeliveries.$inferSelect): Delivery {
  const { id, type, state, tries, createdAt, nextAt, status, answer, failure, durationMs } = row;
  return {
    ...{ id, type, state, tries, status, answer, failure, durationMs },
    createdAt: createdAt.toISOString(),
    nextAt: state === "waiting" ? nextAt.toISOString() : null,
  };
}
