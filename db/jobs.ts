import { and, asc, count, eq, isNotNull, isNull, lte, max, sql } from "drizzle-orm";
import { JOB_LEASE_MS, JOB_TRIES_MAX, retryAfterMs } from "../lib/notification";
import type { Db } from "./client";
import { type JobKind, jobs } from "./job-parts";

export type Job = Pick<
  typeof jobs.$inferSelect,
  "id" | "kind" | "userId" | "conversationId" | "asked" | "tries"
>;
const columns = {
  ...{ id: jobs.id, kind: jobs.kind, userId: jobs.userId, conversationId: jobs.conversationId },
  ...{ asked: jobs.asked, tries: jobs.tries },
};

/** Takes what is due into hand, the longest due first. Nobody else gets it for JOB_LEASE_MS. */
export async function claimJobs(db: Db, { now, limit }: { now: Date; limit: number }): Promise<Job[]> {
  const due = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.givenUpAt), lte(jobs.runAt, now)))
    .orderBy(asc(jobs.runAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  return db
    .update(jobs)
    .set({ runAt: new Date(now.getTime() + JOB_LEASE_MS), tries: sql`${jobs.tries} + 1` })
    .where(sql`${jobs.id} = any (array(${due}))`)
    .returning(columns);
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
): Promise<{ kind: JobKind; times: number; lastAt: string }[]> {
  const rows = await db
    .select({ kind: jobs.kind, times: count(), lastAt: max(jobs.givenUpAt) })
    .from(jobs)
    .where(and(eq(jobs.userId, userId), isNotNull(jobs.givenUpAt)))
    .groupBy(jobs.kind)
    .orderBy(jobs.kind);
  return rows.flatMap(({ lastAt, ...row }) => (lastAt ? [{ ...row, lastAt: lastAt.toISOString() }] : []));
}
