import { deletedLeftovers, forgetLeftovers, type Leftover, unsentLeftovers } from "@/db/attachments";
import { sweepArrivals } from "@/lib/server/files/arrival";
import { variants } from "@/lib/server/files/storage";
import { recordIncident } from "@/lib/server/incident";
import { sweepLogos } from "../businesses/sweep-logos";
import { db } from "../database";
import { arrivalsFolder, fileStorage } from "./storage";

/** One run does no more than this of each kind, so that nobody waits for it. */
const SWEPT_AT_ONCE_MAX = 100;
const SWEPT_EVERY_MS = 10 * 60_000;

let sweptMs = Number.NEGATIVE_INFINITY;

/**
 * Removes what nobody will ask for again: files that were never sent, those of deleted messages, logos that are shown no
 * more, and what a crash left half received. Runs at the start and after uploads, at most every ten minutes. Never throws: what is left is found
 * by the next run.
 */
export async function sweepFiles(nowMs = Date.now()): Promise<void> {
  if (nowMs - sweptMs < SWEPT_EVERY_MS) return;
  sweptMs = nowMs;
  try {
    await sweepArrivals(arrivalsFolder(), nowMs);
    await removeUnsent();
    await remove(await deletedLeftovers(db(), SWEPT_AT_ONCE_MAX));
    await sweepLogos(SWEPT_AT_ONCE_MAX);
  } catch (error) {
    recordIncident("sweep of files", error);
  }
}

/** Removes some files that are nobody's; whether there may be more. */
export async function removeUnsent(): Promise<boolean> {
  const leftovers = await unsentLeftovers(db(), SWEPT_AT_ONCE_MAX);
  await remove(leftovers);
  return leftovers.length === SWEPT_AT_ONCE_MAX;
}

/** The files first: while its row is there, a file is found again. */
async function remove(leftovers: Leftover[]): Promise<void> {
  for (const { id: attachmentId, conversationId } of leftovers)
    for (const variant of variants) await fileStorage().remove({ conversationId, attachmentId, variant });
  await forgetLeftovers(db(), leftovers);
}
