import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { beginFigures, countFigures } from "@/db/count-figures";
import { figuresOf } from "@/db/figures";
import { PERIODS } from "@/lib/figures";
import { actor } from "../../audited";
import { db } from "../../database";
import { operation } from "../../operation";
import { ownersOnly } from "../access";

/** So much is counted while an owner waits for it; the rest is counted when it is due. */
const BATCHES_AT_A_LOOK = 3;

const asked = z.strictObject({ businessId: z.uuid(), days: z.literal(PERIODS) });

/** What is counted of a business, for its owners alone. */
export const readFigures = operation({
  input: asked,
  limit: "figures",
  permit: ownersOnly,
  run: async ({ input: { days }, grant: { businessId } }) => {
    const now = new Date();
    await beginFigures(db(), { businessId, now });
    for (let n = 0; n < BATCHES_AT_A_LOOK; n += 1)
      if (!(await countFigures(db(), { businessId, now }))) break;
    return figuresOf(db(), { businessId, days, now });
  },
});

/** The same to be taken along as a file, which is told of. */
export const exportFigures = operation({
  input: asked,
  permit: ownersOnly,
  run: async ({ viewer, input, grant: { businessId } }) => {
    const figures = await readFigures(viewer, input);
    const told = { kind: "figures.exported", businessId, subjectId: null } as const;
    await audit(db(), { ...told, ...actor(viewer, businessId) });
    return figures;
  },
});
