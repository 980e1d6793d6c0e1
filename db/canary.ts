import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import {
  CANARY_BUSINESS_ID,
  CANARY_KEPT_MS,
  CANARY_MESSAGES_MAX,
  CANARY_USER_ID,
  type CanaryRun,
  canaryTimes,
} from "../lib/canary";
import { canaryRuns } from "./canary-parts";
import type { Db } from "./client";
import { openConversation } from "./conversations";
import { businesses, conversations, messages, users } from "./schema";
import { sessions } from "./session-parts";
import { startSession } from "./sessions";

/** No sign-in that ends before the flight does. */
const SESSION_LEFT = sql`interval '1 hour'`;
const RUNS_FORGOTTEN_AT_ONCE = 100;

/** Takes the minute it is by the database's clock; nothing where some process has it. */
export async function claimMinute(db: Db): Promise<Date | null> {
  const [claimed] = await db
    .insert(canaryRuns)
    .values({ minute: sql`date_trunc('minute', now())` })
    .onConflictDoNothing()
    .returning({ minute: canaryRuns.minute });
  return claimed?.minute ?? null;
}

/** What became of a flight, also of one that could not be claimed when it was tried; of two of one minute the first. */
export async function keepRun(db: Db, { minute, broken, why, took }: CanaryRun): Promise<void> {
  const known = { isOver: true, broken, why, took };
  await db
    .insert(canaryRuns)
    .values({ minute: new Date(minute), ...known })
    .onConflictDoUpdate({ target: canaryRuns.minute, set: known, setWhere: sql`not canary_runs.is_over` });
  const old = db
    .select({ minute: canaryRuns.minute })
    .from(canaryRuns)
    .where(lt(canaryRuns.minute, new Date(minute - CANARY_KEPT_MS)))
    .orderBy(canaryRuns.minute)
    .limit(RUNS_FORGOTTEN_AT_ONCE);
  await db.delete(canaryRuns).where(sql`${canaryRuns.minute} = any (array(${old}))`);
}

/** The newest first. One that goes on is among them. */
export async function newestRuns(db: Db, limit: number): Promise<CanaryRun[]> {
  const rows = await db.select().from(canaryRuns).orderBy(desc(canaryRuns.minute)).limit(limit);
  return rows.map(({ minute, took, ...row }) => ({
    ...row,
    minute: minute.getTime(),
    took: canaryTimes.parse(took),
  }));
}

/** The newest that came to its end. */
export async function newestRun(db: Db): Promise<CanaryRun | null> {
  return (await newestRuns(db, 2)).find(({ isOver }) => isOver) ?? null;
}

/** The conversation that the canary flies in and the sign-in by which it does, made where there are none. */
export async function canarysPlace(db: Db): Promise<{ conversationId: string; sessionId: string }> {
  await db
    .insert(businesses)
    .values({ id: CANARY_BUSINESS_ID, slug: CANARY_BUSINESS_ID, name: "Canary" })
    .onConflictDoNothing();
  // Nobody is to be told of it away from the site, and no presence is anybody's to see.
  await db
    .insert(users)
    .values({ id: CANARY_USER_ID, name: "Canary", isMailed: false, showsPresence: false })
    .onConflictDoNothing();
  await db
    .delete(conversations)
    .where(
      and(
        eq(conversations.businessId, CANARY_BUSINESS_ID),
        eq(conversations.customerId, CANARY_USER_ID),
        sql`kind = 'direct' and last_seq >= ${CANARY_MESSAGES_MAX}`,
      ),
    );
  const { id: conversationId } = await openConversation(db, {
    ...{ businessId: CANARY_BUSINESS_ID, customerId: CANARY_USER_ID },
  });
  const [known] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.userId, CANARY_USER_ID), gt(sessions.expiresAt, sql`now() + ${SESSION_LEFT}`)))
    .limit(1);
  const session = known ?? (await startSession(db, CANARY_USER_ID));
  assert(session, "a sign-in is there or was made");
  return { conversationId, sessionId: session.id };
}

export async function isStored(db: Db, id: string): Promise<boolean> {
  const rows = await db.select({ id: messages.id }).from(messages).where(eq(messages.id, id));
  return rows.length > 0;
}
