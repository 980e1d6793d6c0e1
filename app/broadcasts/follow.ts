import { z } from "zod/mini";
import { businessById } from "@/db/businesses";
import * as readers from "@/db/readers";
import { topicsOf } from "@/db/topics";
import { TOPICS_MAX } from "@/lib/broadcast";
import type { Reading } from "@/lib/following";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { signStopped, verifyStopped } from "@/lib/server/stopped-token";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { pushKeys } from "../notifications/push";
import { operation } from "../operation";
import type { Viewer } from "../viewer";

const UNDO_LENGTH_MAX = 4_000;

const which = { businessId: uuid };

/** Anyone may follow any business, and nobody for anyone else. */
export async function businessOf(_viewer: Viewer, { businessId }: { businessId: string }) {
  const business = await businessById(db(), businessId);
  if (!business) throw new Refusal("not-found");
  return business;
}

/** `undo` is what was answered when they stopped: they follow again as they did. */
export const followBusiness = operation({
  input: z.strictObject({ ...which, undo: z.optional(z.string().check(z.maxLength(UNDO_LENGTH_MAX))) }),
  limit: "action",
  permit: businessOf,
  run: async ({ viewer, input: { businessId, undo } }) => {
    const of = { businessId, userId: viewer.id };
    const kept = undo === undefined ? {} : await keptIn(undo, of);
    if ((await readers.follow(db(), of, kept)) === "full") throw new Refusal("too-many");
    return { reading: found(await readers.readingOf(db(), of)) };
  },
});

async function keptIn(undo: string, { businessId, userId }: { businessId: string; userId: string }) {
  const stopped = await verifyStopped(undo, env().TOKEN_SECRET);
  if (stopped.businessId !== businessId || stopped.userId !== userId) throw new Refusal("not-found");
  return stopped.kept;
}

/** Nothing more of it reaches them by any way. `undo` brings it back for a few minutes. */
export const stopFollowing = operation({
  input: z.strictObject(which),
  limit: "action",
  permit: businessOf,
  run: async ({ viewer, input: { businessId } }) => {
    const of = { businessId, userId: viewer.id };
    const kept = await readers.stopFollowing(db(), of);
    return { undo: kept && (await signStopped({ ...of, kept }, env().TOKEN_SECRET)) };
  },
});

/** How they follow, and what they may choose among. */
export const readReading = operation({
  input: z.strictObject(which),
  permit: businessOf,
  run: async ({ viewer, input: { businessId } }) => {
    const [reading, topics] = await Promise.all([
      readers.readingOf(db(), { businessId, userId: viewer.id }),
      topicsOf(db(), businessId),
    ]);
    return { reading, topics, email: viewer.email, canPush: pushKeys() !== null };
  },
});

/** What they want to hear of, and whether their browsers tell them at once. */
export const setReading = operation({
  input: z.strictObject({
    ...which,
    topicIds: z.nullable(z.array(uuid).check(z.maxLength(TOPICS_MAX))),
    isPushed: z.boolean(),
  }),
  limit: "action",
  permit: businessOf,
  run: async ({ viewer, input }) => ({
    reading: found(await readers.setReading(db(), { ...input, userId: viewer.id })),
  }),
});

function found(reading: Reading | null): Reading {
  if (!reading) throw new Refusal("not-found");
  return reading;
}
