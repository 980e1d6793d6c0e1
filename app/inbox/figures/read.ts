import { z } from "zod/mini";
import { beginFigures, countFigures } from "@/db/count-figures";
import { figuresOf } from "@/db/figures";
import { PERIODS } from "@/lib/figures";
import { Refusal } from "@/lib/refusal";
import { db } from "../../database";
import { operation } from "../../operation";
import { membershipIn } from "../../viewer";

/** So much is counted while an owner waits for it; the rest is counted when it is due. */
const BATCHES_AT_A_LOOK = 3;

/** What is counted of a business, for its owners alone. */
export const readFigures = operation({
  input: z.strictObject({ businessId: z.uuid(), days: z.literal(PERIODS) }),
  limit: "figures",
  permit: (viewer, { businessId }) => {
    const membership = membershipIn(viewer, businessId);
    if (membership?.role !== "owner") throw new Refusal("not-found");
    return membership;
  },
  run: async ({ input: { days }, grant: { businessId } }) => {
    const now = new Date();
    await beginFigures(db(), { businessId, now });
    for (let n = 0; n < BATCHES_AT_A_LOOK; n += 1)
      if (!(await countFigures(db(), { businessId, now }))) break;
    return figuresOf(db(), { businessId, days, now });
  },
});
