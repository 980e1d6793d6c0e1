import type { JobKind } from "@/db/job-parts";
import { claimJobs, failJob, finishJob, type Job } from "@/db/jobs";
import { tellUntold } from "@/db/untold";
import { MAIL_AFTER_MS } from "@/lib/notification";
import { recordIncident } from "@/lib/server/incident";
import { db } from "../database";
import { mailUnread } from "../notifications/mail";

const CONVERSATIONS_AT_ONCE_MAX = 200;
const JOBS_AT_ONCE_MAX = 10;

/** How each is done, and how long what was asked for meanwhile waits. */
const kinds: Record<JobKind, { run: (job: Job) => Promise<void>; againAfterMs: number }> = {
  mail: { run: mailUnread, againAfterMs: MAIL_AFTER_MS },
};

/** Asks for what is to follow from what was said. */
export async function tellOutside(now = new Date()): Promise<boolean> {
  return (await tellUntold(db(), { now, limit: CONVERSATIONS_AT_ONCE_MAX })) === CONVERSATIONS_AT_ONCE_MAX;
}

/** Does jobs that are due. One that fails holds up no other. */
export async function doJobs(now = new Date()): Promise<boolean> {
  const claimed = await claimJobs(db(), { now, limit: JOBS_AT_ONCE_MAX });
  await Promise.all(claimed.map((job) => doJob(job, now)));
  return claimed.length === JOBS_AT_ONCE_MAX;
}

async function doJob(job: Job, now: Date): Promise<void> {
  const { run, againAfterMs } = kinds[job.kind];
  try {
    await run(job);
  } catch (error) {
    const isGivenUp = await failJob(db(), job, { now, failure: String(error) });
    if (isGivenUp) recordIncident(`given up: ${job.kind} ${job.id}`, error);
    return;
  }
  await finishJob(db(), job, new Date(now.getTime() + againAfterMs));
}
