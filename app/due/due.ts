import { timeOf } from "@/db/clock";
import { recordIncident } from "@/lib/server/incident";
import { db } from "../database";
import { tellBlocks } from "../inbox/blocks";
import { countDueFigures } from "./figures";
import { sendDue } from "./later";
import { endSnoozes, tellWakes } from "./snoozes";
import { lapseClosings, missPromises } from "./steps";
import { endLeases, giveOut } from "./turns";

/** So late is what is due at most, while a site runs. */
const EVERY_MS = 5_000;

/** Each does some of what is due by then, if there is any, and says whether there is more. Done twice, it is done once. */
const jobs: Record<string, (now: Date) => Promise<boolean>> = {
  ...{ endSnoozes, tellBlocks, tellWakes, endLeases, giveOut, lapseClosings, missPromises },
  ...{ countDueFigures, sendDue },
};

/** Does what is due, now and every few seconds for as long as this process lives. Never throws. */
export async function keepDoingWhatIsDue(): Promise<void> {
  await timeOf(db()).then(doWhatIsDue, (error: unknown) => recordIncident("due", error));
  setTimeout(keepDoingWhatIsDue, EVERY_MS).unref();
}

async function doWhatIsDue(now: Date): Promise<void> {
  for (const [name, job] of Object.entries(jobs)) {
    try {
      while (await job(now));
    } catch (error) {
      recordIncident(`due: ${name}`, error);
    }
  }
}
