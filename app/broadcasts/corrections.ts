import { diffWordsWithSpace } from "diff";
import { z } from "zod/mini";
import { correctionsFor, settleCorrections } from "@/db/post-reading";
import { CORRECTIONS_MAX, type PostCorrection } from "@/lib/broadcast";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";

/** Texts that have less than so much in common are shown one after the other. */
const EDITS_MAX = 400;

/** What is different about posts that the viewer read before, of a business that they follow. */
export const readCorrections = operation({
  input: z.strictObject({ businessId: uuid }),
  permit: () => undefined,
  run: async ({ viewer, input }): Promise<PostCorrection[]> => {
    const found = await correctionsFor(db(), { ...input, userId: viewer.id });
    return found.map(({ before, after, ...which }) => ({ ...which, parts: partsOf(before, after) }));
  },
});

/** That the viewer was told what is different, of each post up to the change that `rev` was. */
export const settleOwnCorrections = operation({
  input: z.strictObject({
    businessId: uuid,
    seen: z
      .array(z.strictObject({ postId: uuid, rev: z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1)) }))
      .check(z.minLength(1), z.maxLength(CORRECTIONS_MAX)),
  }),
  limit: "action",
  permit: () => undefined,
  run: async ({ viewer, input }) => {
    await settleCorrections(db(), { ...input, userId: viewer.id });
    return {};
  },
});

function partsOf(before: string, after: string): PostCorrection["parts"] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: EDITS_MAX });
  if (!changes)
    return [
      { text: before, is: "removed" },
      { text: after, is: "added" },
    ];
  return changes.map(({ value: text, added, removed }) => ({
    text,
    is: added ? "added" : removed ? "removed" : "same",
  }));
}
