import { z } from "zod/mini";

/** The newest; older ones are kept, and not shown. */
export const REVISIONS_SHOWN_MAX = 50;

/** What a message said until it was changed, the newest first. Long texts are cut. */
export const revisions = z.object({
  revisions: z.array(
    z.object({
      body: z.string(),
      isCut: z.boolean(),
      changedAt: z.iso.datetime(),
      /** `null` for somebody who is not there any more. */
      changedBy: z.nullable(z.string()),
    }),
  ),
  hasMore: z.boolean(),
});
export type Revisions = z.infer<typeof revisions>;
