import { desc, eq, lt, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { VITALS_KEPT_MS, type Vitals, vitals, WAITING_COUNTED_MAX } from "../lib/vitals";
import type { Db } from "./client";
import { vitalsOfMinutes as kept } from "./vitals-parts";
import { IS_PENDING } from "./webhook-parts";

const FORGOTTEN_AT_ONCE_MAX = 100;

/** Takes the minute it is by the database's clock; nothing where some process has it. What is too old goes. */
export async function claimVitals(db: Db): Promise<Date | null> {
  const [claimed] = await db
    .insert(kept)
    .values({ minute: sql`date_trunc('minute', now())` })
    .onConflictDoNothing()
    .returning({ minute: kept.minute });
  if (!claimed) return null;
  const old = db
    .select({ minute: kept.minute })
    .from(kept)
    .where(lt(kept.minute, new Date(claimed.minute.getTime() - VITALS_KEPT_MS)))
    .orderBy(kept.minute)
    .limit(FORGOTTEN_AT_ONCE_MAX);
  await db.delete(kept).where(sql`${kept.minute} = any (array(${old}))`);
  return claimed.minute;
}

export async function keepVitals(db: Db, minute: Date, found: Omit<Vitals, "minute">): Promise<void> {
  await db.update(kept).set(found).where(eq(kept.minute, minute));
}

/** The newest first; one more than are shown has to be asked for, as each minute is told by the one before. */
export async function newestVitals(db: Db, limit: number): Promise<Vitals[]> {
  const rows = await db.select().from(kept).orderBy(desc(kept.minute)).limit(limit);
  // A row without shards is of a process that died before it had looked.
  return rows
    .filter(({ shards }) => shards.length > 0)
    .map(({ minute, ...row }) => vitals.parse({ ...row, minute: minute.getTime() }));
}

const counted = z.object({ waiting: z.coerce.number(), lateMs: z.coerce.number() });

/**
 * What is due and not done yet – mails, pushes, webhooks' deliveries, questions to bots – and how late the oldest of what
 * was counted is.
 */
export async function waitingNow(db: Db): Promise<{ waiting: number; lateMs: number }> {
  const of = (table: string, due: string, isWaiting: string) =>
    sql.raw(
      `(select ${due} as due from ${table} where ${isWaiting} and ${due} <= now() limit ${WAITING_COUNTED_MAX})`,
    );
  const { rows } = await db.execute(sql`
    select count(*) as waiting, coalesce(extract(epoch from now() - min(due)) * 1000, 0)::float8 as "lateMs" from (
      ${of("jobs", "run_at", "given_up_at is null")} union all
      ${of("webhook_deliveries", "next_at", `${IS_PENDING} and webhook_id in (select id from webhooks where disabled_at is null)`)} union all
      ${of("post_deliveries", "run_at", "state in ('waiting', 'sending')")} union all
      ${of("bot_calls", "next_at", "true")}) waits`);
  const { waiting, lateMs } = counted.parse(rows[0]);
  return { waiting: Math.min(waiting, WAITING_COUNTED_MAX), lateMs };
}
