import { and, asc, eq, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  isSameKeeping,
  isStricter,
  KEPT_FOR_EVER,
  type Keeping,
  RETENTION_COUNTED_MAX,
  RETENTION_GRACE_MS,
} from "../lib/retention";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";
import { HAS_WORDS } from "./has-words";
import { retentions } from "./retention-parts";
import { newestFirst } from "./spans";

/** Whoever looks through a business and died is followed by another after this. */
const LEASE = sql`interval '10 minutes'`;
/** A business is looked through again after so long. */
const EVERY = sql`interval '6 hours'`;

export interface Retention {
  now: Keeping;
  /** What will be instead, from when. */
  next: (Keeping & { from: Date }) | null;
}

/** What a business keeps, as it is at this moment. */
export async function retentionOf(db: Pick<Db, "select">, businessId: string, at: Date): Promise<Retention> {
  const [row] = await db.select().from(retentions).where(eq(retentions.businessId, businessId));
  if (!row) return { now: KEPT_FOR_EVER, next: null };
  const next = { messageDays: row.nextMessageDays, archiveDays: row.nextArchiveDays };
  if (row.nextFrom && row.nextFrom <= at) return { now: next, next: null };
  const { messageDays, archiveDays } = row;
  return { now: { messageDays, archiveDays }, next: row.nextFrom && { ...next, from: row.nextFrom } };
}

/**
 * Decides what a business keeps. What is stricter than before holds after its grace, anything else at once; that takes
 * back what was still to come, too. What it was and became, or nothing where it is so already.
 */
export async function setRetention(
  db: Pick<Db, "select" | "insert" | "update">,
  { businessId, wish, at }: { businessId: string; wish: Keeping; at: Date },
): Promise<{ before: Keeping; after: Retention } | null> {
  await db.insert(retentions).values({ businessId }).onConflictDoNothing();
  await db
    .select({ id: retentions.businessId })
    .from(retentions)
    .where(eq(retentions.businessId, businessId))
    .for("update");
  const { now, next } = await retentionOf(db, businessId, at);
  if (isSameKeeping(next ?? now, wish)) return null;
  const from = isStricter(wish, now) ? new Date(at.getTime() + RETENTION_GRACE_MS) : null;
  const kept = from ? now : wish;
  await db
    .update(retentions)
    .set({
      ...kept,
      nextMessageDays: from && wish.messageDays,
      nextArchiveDays: from && wish.archiveDays,
      nextFrom: from,
      runAt: from ?? at,
    })
    .where(eq(retentions.businessId, businessId));
  return { before: next ?? now, after: { now: kept, next: from && { ...wish, from } } };
}

/** Takes one business that is due into hand, by what holds for it now; nobody else gets it before the lease is over. */
export async function claimRetention(db: Db, now: Date): Promise<(Keeping & { businessId: string }) | null> {
  const due = db
    .select({ id: retentions.businessId })
    .from(retentions)
    .where(and(lte(retentions.runAt, now), isOpenBusiness(retentions.businessId)))
    .orderBy(asc(retentions.runAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const isNext = sql`next_from <= ${now.toISOString()}::timestamptz`;
  const [claimed] = await db
    .update(retentions)
    .set({
      runAt: sql`greatest(now(), ${now.toISOString()}::timestamptz) + ${LEASE}`,
      messageDays: sql`case when ${isNext} then next_message_days else message_days end`,
      archiveDays: sql`case when ${isNext} then next_archive_days else archive_days end`,
      nextMessageDays: sql`case when ${isNext} then null else next_message_days end`,
      nextArchiveDays: sql`case when ${isNext} then null else next_archive_days end`,
      nextFrom: sql`case when ${isNext} then null else next_from end`,
    })
    .where(inArray(retentions.businessId, due))
    .returning({
      businessId: retentions.businessId,
      messageDays: retentions.messageDays,
      archiveDays: retentions.archiveDays,
    });
  return claimed ?? null;
}

/** There is more: whoever is next goes on at once. */
export async function goOnWith(
  db: Db,
  { businessId, now }: { businessId: string; now: Date },
): Promise<void> {
  await db.update(retentions).set({ runAt: now }).where(eq(retentions.businessId, businessId));
}

/** All that was due is done. How many messages were taken since that was last told. */
export async function finishRetention(
  db: Pick<Db, "select" | "update">,
  { businessId, now }: { businessId: string; now: Date },
): Promise<number> {
  const [row] = await db
    .select({ taken: retentions.taken })
    .from(retentions)
    .where(eq(retentions.businessId, businessId))
    .for("update");
  await db
    .update(retentions)
    .set({ taken: 0, runAt: sql`least(next_from, ${now.toISOString()}::timestamptz + ${EVERY})` })
    .where(eq(retentions.businessId, businessId));
  return row?.taken ?? 0;
}

/** The messages with words of one business that are older than that; what it tells everybody stays. */
export function wordsBefore({ businessId, before }: { businessId: string; before: Date }): SQL {
  return sql`business_id = ${businessId}::uuid and created_at < ${before.toISOString()}::timestamptz
    and ${sql.raw(HAS_WORDS)}
    and conversation_id <> all (array(
      select id from conversations where business_id = ${businessId}::uuid and kind = 'broadcast'))`;
}

const moment = z.nullable(
  z.pipe(
    z.number(),
    z.transform((ms) => new Date(ms)),
  ),
);
const goingShape = z.object({
  ...{ messages: z.int(), conversations: z.int(), files: z.int(), bytes: z.number() },
  ...{ oldest: moment, newest: moment },
});
export type Going = z.infer<typeof goingShape>;

const NOTHING: Going = { messages: 0, conversations: 0, files: 0, bytes: 0, oldest: null, newest: null };

/**
 * What would go of one business by then. It counts the oldest, and one more than it may: then there are more than that.
 * `newest` is that of all.
 */
export async function goingBefore(
  db: Pick<Db, "execute">,
  { businessId, before }: { businessId: string; before: Date | null },
): Promise<Going> {
  if (!before) return NOTHING;
  const words = wordsBefore({ businessId, before });
  const { rows } = await db.execute(sql`
    with going as materialized (
      select id, conversation_id, created_at from messages where ${words}
      order by created_at limit ${RETENTION_COUNTED_MAX + 1}
    )
    select count(*)::int as messages,
      (select count(distinct coalesce(c.parent_id, c.id))::int from (select distinct conversation_id from going) t
        join conversations c on c.id = t.conversation_id) as conversations,
      (select count(*)::int from going join attachments a on a.message_id = going.id and a.place >= 0) as files,
      (select coalesce(sum(a.bytes), 0)::float8 from going join attachments a on a.message_id = going.id) as bytes,
      extract(epoch from min(created_at))::float8 * 1000 as oldest,
      (select extract(epoch from created_at)::float8 * 1000 from messages where ${words}
        order by created_at desc limit 1) as newest
    from going`);
  return goingShape.parse(rows[0]);
}

/** How long each of some businesses keeps what is written; of one that keeps it for ever nothing. */
export async function messageDaysOf(db: Db, businessIds: string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ businessId: retentions.businessId, days: retentions.messageDays })
    .from(retentions)
    .where(and(inArray(retentions.businessId, businessIds), isNotNull(retentions.messageDays)));
  return new Map(rows.flatMap(({ businessId, days }) => (days === null ? [] : [[businessId, days]])));
}

/** Of more conversations only those that were written in last are looked at. */
const OWN_LOOKED_AT_MAX = 100;

/** Businesses that somebody writes with and that do not keep it for ever, by name. */
export async function keptShorterFor(
  db: Db,
  userId: string,
): Promise<{ id: string; name: string; days: number }[]> {
  const { rows } = await db.execute<{ id: string; name: string; days: number }>(sql`
    with own as materialized (
      select business_id from conversations where customer_id = ${userId}::uuid
      order by ${newestFirst()} limit ${OWN_LOOKED_AT_MAX}
    )
    select b.id, b.name, r.message_days as days from retentions r join businesses b on b.id = r.business_id
    where r.business_id = any (array(select business_id from own)) and r.message_days is not null
    order by b.name, b.id`);
  return rows;
}
