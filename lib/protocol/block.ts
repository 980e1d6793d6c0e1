import { z } from "zod/mini";
import { storableText } from "./message";

const id = z.uuid().check(z.toLowerCase());

/** That a business takes nothing from one of its customers. `until` is ISO time; nothing where it has no end. */
export const block = z.strictObject({ until: z.nullable(z.iso.datetime()) });
export const blockState = z.strictObject({ userId: id, rev: z.int(), block: z.nullable(block) });

/** Both by the site alone. */
export const blockCommands = [
  /** Whether the business takes anything from a customer, told to each room that they are in with it. */
  z.strictObject({ type: z.literal("block:set"), ...blockState.shape }),
  /** Told among the notes. `id` is that of the notice. */
  z.strictObject({
    type: z.literal("block:tell"),
    id,
    block: z.nullable(z.strictObject({ ...block.shape, reason: storableText })),
  }),
] as const;
export type BlockCommand = z.infer<(typeof blockCommands)[number]>;
