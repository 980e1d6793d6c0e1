import { and, asc, count, eq, isNotNull, isNull, lte, max, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import { JOB_LEASE_MS, JOB_TRIES_MAX, retryAfterMs } from "../lib/notification";
import type { Db } from "./client";
import { jobs } from "./job-parts";

type Row = typeof jobs.$inferSelect;
type Kept = Pick<Row, "id" | "userId" | "asked" | "tries">;
/** To tell somebody of a conversation. */
export type TellingJob = Kept & { kind: Way; conversationId: string };
/** To tell an owner that a webhook was disabled. */
export type WebhookJob = Kept & { kind: "webhook"; webhookId: string };
/** To tell somebody that they signed in with a device that was not seen before. */
export type SignInJob = Kept & { kind: "sign-in"; signInEventId: string };
export type Job = TellingJob | WebhookJob | SignInJob;
/** By which something is told away from the site. */
export type Way = Exclude<Row["kind"], "webhook" | "sign-in">;

/** Takes what is due into hand, the longest due first. Nobody else gets it for JOB_LEASE_MS. */
export async function claimJobs(db: Db, { now, limit }: { now: Date; limit: number }): Promise<Job[]> {
  const due = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.givenUpAt), lte(jobs.runAt, now)))
    .orderBy(asc(jobs.runAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  const claimed = await db
    .update(jobs)
    .set({ runAt: new Date(now.getTime() + JOB_LEASE_MS), tries: sql`${jobs.tries} + 1` })
    .where(sql`${jobs.id} = any (array(${due}))`)
    .returning();
  return claimed.map(toJob);
}

function toJob({ id, kind, userId, conversationId, webhookId, signInEventId, asked, tries }: Row): Job {
  const kept = { id, userId, asked, tries };
  if (kind === "webhook") {
    assert(webhookId, "it is about a webhook");
    return { ...kept, kind, webhookId };
  } else if (kind === "sign-in") {
    assert(signInEventId, "it is about a sign-in");
    return { ...kept, kind, signInEventId };
  } else {
    assert(conversationId, "it is about a conversation");
    return { ...kept, kind, conversationId };
  }
}

/** It is done; what was asked for meanwhile is due `againAt`. */
export async function finishJob(db: Db, { id, asked }: Job, againAt: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [done] = await tx
      .delete(jobs)
      .where(and(eq(jobs.id, id), eq(jobs.asked, asked)))
      .returning({ id: jobs.id });
    if (!done) await tx.update(jobs).set({ runAt: againAt, tries: 0, failure: null }).where(eq(jobs.id, id));
  });
}

/** It is not to be done before then. */
export async function postponeJob(db: Db, { id }: Job, runAt: Date): Promise<void> {
  await db.update(jobs).set({ runAt, tries: 0, failure: null }).where(eq(jobs.id, id));
}

/** It failed: it is tried again later and later, and is given up in the end. Whether it was. */
export async function failJob(
  db: Db,
  { id, tries }: Job,
  { now, failure }: { now: Date; failure: string },
): Promise<boolean> {
  const isGivenUp = tries >= JOB_TRIES_MAX;
  await db
    .update(jobs)
    .set({
      failure,
      runAt: new Date(now.getTime() + retryAfterMs(tries)),
      givenUpAt: isGivenUp ? now : null,
    })
    .where(eq(jobs.id, id));
  return isGivenUp;
}

/** What was given up of what somebody was to be told away from the site, by the way it was to go. */
export async function givenUpOf(
  db: Db,
  userId: string,
): Promise<{ kind: Way; times: number; lastAt: string }[]> {
  const way = sql<Way>`case ${jobs.kind} when 'push' then 'push' else 'mail' end`;
  const rows = await db
    .select({ kind: way, times: count(), lastAt: max(jobs.givenUpAt) })
    .from(jobs)
    .where(and(eq(jobs.userId, userId), isNotNull(jobs.givenUpAt)))
    .groupBy(way)
    .orderBy(way);
  return rows.flatMap(({ lastAt, ...row }) => (lastAt ? [{ ...row, lastAt: lastAt.toISOString() }] : []));
}
