import { z } from "zod/mini";
import { preview } from "./body";

/** A longer body travels as a preview; the rest is asked for. */
export const WHOLE_BODY_LENGTH_MAX = 2_000;

/** Postgres stores neither NUL nor half a surrogate pair: one such text would fail a whole batch. */
export const storableText = z
  .string()
  .check(z.refine((text) => !text.includes("\u0000") && text.isWellFormed(), "not storable text"));

export const senderRoles = ["customer", "agent", "owner", "bot", "system"] as const;
export const senderRole = z.enum(senderRoles);

/** More than these different ones on a message are refused as `too-many`. */
export const EMOJI_PER_MESSAGE_MAX = 20;
const EMOJI_LENGTH_MAX = 40;
// Written as text: the flag is newer than the language level that is checked.
const oneEmoji = /^\p{RGI_Emoji}$/v;

export const emoji = z.string().check(
  z.maxLength(EMOJI_LENGTH_MAX),
  z.refine((text) => oneEmoji.test(text), "not one emoji"),
);

/** One emoji on a message, and who put it there, the first of them first. */
export const reaction = z.object({
  emoji: z.string(),
  people: z.array(z.object({ userId: z.uuid(), name: z.string() })),
});
export type Reaction = z.infer<typeof reaction>;

/** A file of a message. It is asked for by its id, of those who may open the conversation. */
export const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What it was found to be, whatever its name says. */
  mediaType: z.string(),
  bytes: z.int(),
  /** Of what can be seen, in pixels. */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  /** Of what can be heard. */
  durationMs: z.nullable(z.int()),
  /** How loud it is along its way, each 0 to 100. */
  peaks: z.nullable(z.array(z.int())),
  hasThumbnail: z.boolean(),
});
export type Attachment = z.infer<typeof attachment>;

/** What lists call a message whose words do not say it. */
export const messageSorts = ["text", "image", "video", "audio", "file", "secret", "call", "closing"] as const;
export const messageSort = z.enum(messageSorts);
export type MessageSort = z.infer<typeof messageSort>;

/** A secret is for one of the two sides of a direct conversation. */
export const secretSide = z.enum(["customer", "business"]);

export const messageKind = z.enum(["text", "file", "system"]);

export const message = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  /** Its place in the conversation, 1..n without gaps. */
  seq: z.int(),
  /** The conversation's version when this message last changed. */
  rev: z.int(),
  kind: messageKind,
  senderId: z.nullable(z.uuid()),
  senderRole,
  senderName: z.string(),
  body: z.string(),
  hasMore: z.boolean(),
  threadId: z.nullable(z.uuid()),
  /** Its place in its thread, 1..n without gaps. */
  threadSeq: z.nullable(z.int()),
  replyTo: z.nullable(z.uuid()),
  attachments: z.array(attachment),
  reactions: z.array(reaction),
  metadata: z.record(z.string(), z.unknown()),
  createdAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
});
export type Message = z.infer<typeof message>;

/** The form in which a message travels: a long body as a preview. */
export function abridge(whole: Message): Message {
  if (whole.body.length <= WHOLE_BODY_LENGTH_MAX) return whole;
  return { ...whole, body: preview(whole.body), hasMore: true };
}
