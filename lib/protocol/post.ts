import { z } from "zod/mini";
import { attachment, storableText } from "./message";

/** What a question in a conversation is about: a post of its business, and how to find it. */
export const postAsked = z.strictObject({
  id: z.uuid(),
  /** On the site. */
  path: storableText,
  title: storableText,
  lead: storableText,
  businessName: storableText,
});
export type PostAsked = z.infer<typeof postAsked>;

/** What somebody asked about a post, who agreed to its being shown, and what all who asked it were answered. */
export const postAnswer = z.object({
  id: z.uuid(),
  question: z.string(),
  answer: z.string(),
  createdAt: z.iso.datetime(),
});
export type PostAnswer = z.infer<typeof postAnswer>;

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
  /** The first there were, in order. */
  answers: z.array(postAnswer),
  createdAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
});
export type Post = z.infer<typeof post>;
