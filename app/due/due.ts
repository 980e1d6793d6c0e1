import { timeOf } from "@/db/clock";
import { recordIncident } from "@/lib/server/incident";
import { countRound } from "@/lib/server/metrics";
import { within } from "@/lib/server/request-context";
import { askBots, whenAsked } from "../bots/ask";
import { publishDue } from "../broadcasts/publish";
import { sendAnswers } from "../broadcasts/questions";
import { askForPosts, sendPosts } from "../broadcasts/tell";
import { callCanary, keepCallingCanary } from "../canary/call";
import { db } from "../database";
import { tellBlocks } from "../inbox/blocks";
import { dropSignInEvents } from "../sign-ins/notice";
import { takeVitals } from "../vitals/take";
import { tellDisabled } from "../webhooks/disabled";
import { sendDeliveries, whenSent } from "../webhooks/send";
import { sweepWebhooks } from "../webhooks/sweep";
import { eraseDue } from "./erase";
import { countDueFigures } from "./figures";
import { doJobs, tellOutside } from "./jobs";
import { sendDue } from "./later";
import { keepNoLonger } from "./retention";
import { endSnoozes, tellWakes } from "./snoozes";
import { lapseClosings, missPromises } from "./steps";
import { endLeases, giveOut } from "./turns";

/** So late is what is due at most, while a site runs. */
const EVERY_MS = 5_000;
/** And so late, what somebody waits for away from the site. */
const SOON_MS = 1_000;

/** Each does some of what is due by then, if there is any, and says whether there is more. Done twice, it is done once. */
type Dues = Record<string, (now: Date) => Promise<boolean>>;
const usual: Dues = {
  ...{ endSnoozes, tellBlocks, tellWakes, endLeases, giveOut, lapseClosings, missPromises },
  ...{
    countDueFigures,
    publishDue,
    sendDue,
    sweepWebhooks,
    dropSignInEvents,
    takeVitals,
    eraseDue,
    keepNoLonger,
  },
};

/** Does what is due, now and every few seconds for as long as this process lives. */
export function keepDoingWhatIsDue(): void {
  void keepDoing(usual, EVERY_MS);
  void keepDoing({ tellOutside, tellDisabled, sendAnswers }, SOON_MS);
  // These wait for servers of others, which may be slow.
  void keepDoing({ doJobs }, SOON_MS);
  void keepDoing({ sendDeliveries }, SOON_MS);
  void keepDoing({ askBots }, SOON_MS);
  void keepDoing({ askForPosts, sendPosts }, SOON_MS);
  void keepCallingCanary();
}

/** Does what is due, once, for whoever calls at times. It ends by then: what is left is done the next time. */
export async function doWhatIsDue(withinMs: number): Promise<void> {
  const enough = AbortSignal.timeout(withinMs);
  const over = new Promise<void>((resolve) => enough.addEventListener("abort", () => resolve()));
  const all = async () => {
    const now = await timeOf(db());
    await doAll(
      {
        ...{ ...usual, tellOutside, tellDisabled, sendAnswers, doJobs, sendDeliveries, askBots },
        ...{ askForPosts, sendPosts },
      },
      now,
      enough,
    );
    await Promise.all([whenSent(), whenAsked()]);
  };
  const canary = callCanary().catch((error: unknown) => recordIncident("canary", error));
  await Promise.race([Promise.all([canary, all()]), over]);
}

/** Never throws. */
async function keepDoing(jobs: Dues, everyMs: number): Promise<void> {
  await timeOf(db()).then(
    (now) => doAll(jobs, now),
    (error: unknown) => recordIncident("due", error),
  );
  setTimeout(keepDoing, everyMs, jobs, everyMs).unref();
}

async function doAll(jobs: Dues, now: Date, enough?: AbortSignal): Promise<void> {
  for (const [name, job] of Object.entries(jobs)) {
    const began = performance.now();
    await within({ job: name }, async () => {
      try {
        while (!enough?.aborted && (await job(now)));
      } catch (error) {
        recordIncident(`due: ${name}`, error);
      }
    });
    countRound(name, (performance.now() - began) / 1_000);
  }
}
