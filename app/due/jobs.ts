import { claimJobs, failJob, finishJob, type Job, postponeJob } from "@/db/jobs";
import { tellUntold } from "@/db/untold";
import { unreachable } from "@/lib/assert";
import { MAIL_AFTER_MS, PUSH_AFTER_MS } from "@/lib/notification";
import { recordIncident } from "@/lib/server/incident";
import { inSpan } from "@/lib/server/tracing";
import { db } from "../database";
import { mailUnread } from "../notifications/mail";
import { pushUnread } from "../notifications/push";
import { mailSignIn } from "../sign-ins/mail";
import { mailDisabled } from "../webhooks/disabled";

/** No more at once, so that under load the database does little else but storing what is said. */
const CONVERSATIONS_AT_ONCE_MAX = 500;
const JOBS_AT_ONCE_MAX = 10;
const REASON_LENGTH_MAX = 200;

/** How long what was asked for while it was done waits. */
const againAfterMs: Record<Job["kind"], number> = {
  mail: MAIL_AFTER_MS,
  push: PUSH_AFTER_MS,
  webhook: 0,
  "sign-in": 0,
};

/** Asks for what is to follow from what was said; of more, the rest is asked for the next time. */
export async function tellOutside(now = new Date()): Promise<boolean> {
  await tellUntold(db(), { now, limit: CONVERSATIONS_AT_ONCE_MAX });
  return false;
}

/** Does jobs that are due. One that fails holds up no other. */
export async function doJobs(now = new Date()): Promise<boolean> {
  const claimed = await claimJobs(db(), { now, limit: JOBS_AT_ONCE_MAX });
  await Promise.all(claimed.map((job) => doJob(job, now)));
  return claimed.length === JOBS_AT_ONCE_MAX;
}

async function doJob(job: Job, now: Date): Promise<void> {
  try {
    const later = await inSpan(`job ${job.kind}`, { "servihub.job": job.kind }, () => perform(job, now));
    if (later) return await postponeJob(db(), job, later);
  } catch (error) {
    const isGivenUp = await failJob(db(), job, { now, failure: reasonOf(error) });
    if (isGivenUp) recordIncident(`given up: ${job.kind} ${job.id}`, error);
    return;
  }
  await finishJob(db(), job, new Date(now.getTime() + againAfterMs[job.kind]));
}

/** Answers when to try again what is not to be done yet. */
function perform(job: Job, now: Date): Promise<Date | null> {
  switch (job.kind) {
    case "mail":
      return mailUnread(job, now);
    case "push":
      return pushUnread(job, now);
    case "webhook":
      return mailDisabled(job);
    case "sign-in":
      return mailSignIn(job);
    default:
      return unreachable(job);
  }
}

/** What is kept of it to be seen: never what people wrote, which a failed query quotes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "query" in error ? error.name : error.message.slice(0, REASON_LENGTH_MAX);
}
