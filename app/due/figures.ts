import { countFigures, figuresDue } from "@/db/count-figures";
import { db } from "../database";

/** What else is due waits no longer for it. */
const BATCHES_AT_ONCE = 5;

/** Counts on what owners look at. There may be more, but never so much at once that something else would be late. */
export async function countDueFigures(now: Date): Promise<boolean> {
  for (let n = 0; n < BATCHES_AT_ONCE; n += 1) {
    const businessId = await figuresDue(db(), now);
    if (!businessId) break;
    await countFigures(db(), { businessId, now });
  }
  return false;
}
