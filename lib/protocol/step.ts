import { z } from "zod/mini";
import { CLOSING_COMMENT_LENGTH_MAX, RATING_MAX } from "../closing";
import { PROMISE_LENGTH_MAX } from "../promise";
import { storableText } from "./message";

const id = z.uuid().check(z.toLowerCase());

/** Completing a conversation, and what is promised in one. `id` is that of the message which tells of it. */
export const stepCommands = [
  z.strictObject({ type: z.literal("closing:propose"), id }),
  z.strictObject({
    type: z.literal("closing:answer"),
    id,
    /** That it lapses is for the site to say. */
    wish: z.enum(["confirm", "object", "withdraw", "lapse"]),
  }),
  z.strictObject({
    type: z.literal("closing:rate"),
    id,
    rating: z.int().check(z.minimum(1), z.maximum(RATING_MAX)),
    comment: z.optional(storableText.check(z.trim(), z.maxLength(CLOSING_COMMENT_LENGTH_MAX))),
  }),
  z.strictObject({
    type: z.literal("promise:make"),
    id,
    text: storableText.check(z.trim(), z.minLength(1), z.maxLength(PROMISE_LENGTH_MAX)),
    dueAt: z.iso.datetime(),
  }),
  z.strictObject({
    type: z.literal("promise:settle"),
    id,
    /** That it was missed is for the site to say. */
    state: z.enum(["kept", "missed", "withdrawn"]),
  }),
] as const;
export type StepCommand = z.infer<(typeof stepCommands)[number]>;
