import { z } from "zod/mini";
import { attachment } from "./message";

/** How often an emoji stands under a post. By whom is told to nobody. */
export const reactionCount = z.object({ emoji: z.string(), count: z.int() });
export type ReactionCount = z.infer<typeof reactionCount>;

/** What a business told everybody, the same for whoever reads it: nothing of any reader is in it. */
export const post = z.object({
  id: z.uuid(),
  businessId: z.uuid(),
  /** Its place among all that the business told. */
  seq: z.int(),
  /** Grows with each edit and deletion; reactions leave it as it is. */
  rev: z.int(),
  topicId: z.nullable(z.uuid()),
  senderId: z.nullable(z.uuid()),
  senderName: z.string(),
  /** Whole. Empty, with no attachments and reactions, once it is deleted. */
  body: z.string(),
  attachments: z.array(attachment),
  reactions: z.array(reactionCount),
  /** Whether who reads it is asked to confirm that. Who did is told to nobody here. */
  asksToConfirm: z.boolean(),
  createdAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
});
export type Post = z.infer<typeof post>;
