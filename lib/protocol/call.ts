import { z } from "zod/mini";

/** The description of a line of one voice is a few thousand characters long. */
export const SIGNAL_LENGTH_MAX = 16_000;

const id = z.uuid().check(z.toLowerCase());

/** What one end of a call says to the other, from device to device: how it can be reached. The rooms only hand it on. */
export const callSignal = z.strictObject({
  from: id,
  to: id,
  /** `restart` asks the caller to offer another way. */
  is: z.enum(["offer", "answer", "candidate", "restart"]),
  text: z.string().check(z.maxLength(SIGNAL_LENGTH_MAX)),
});
export type CallSignal = z.infer<typeof callSignal>;

/** `id` is that of the call, and of the message that tells of it. */
export const callCommands = [
  z.strictObject({ type: z.literal("call:start"), id, device: id }),
  z.strictObject({ type: z.literal("call:accept"), id, device: id }),
  z.strictObject({ type: z.literal("call:decline"), id, isBusy: z.optional(z.boolean()) }),
  /** Also of a call that nobody takes, or that somebody left without a word. */
  z.strictObject({ type: z.literal("call:end"), id }),
  z.strictObject({ type: z.literal("call:signal"), id, to: id, signal: callSignal }),
] as const;
export type CallCommand = z.infer<(typeof callCommands)[number]>;
