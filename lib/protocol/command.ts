import { z } from "zod/mini";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "../attachment-limits";
import { GROUP_TITLE_LENGTH_MAX, ranks } from "../group";
import { isDisguised } from "../legible";
import { roles } from "../permissions";
import { Refusal } from "../refusal";
import { MENTIONS_MAX, PRIORITY_MAX, workStatuses } from "../work";
import { blockCommands } from "./block";
import { BODY_LENGTH_MAX } from "./body";
import { callCommands } from "./call";
import { linkPreview } from "./link-preview";
import { emoji, secretSide, storableText } from "./message";
import { postAsked } from "./post";
import { stepCommands } from "./step";
import { THREAD_TITLE_LENGTH_MAX } from "./thread";

/** A longer frame is refused unread. */
export const FRAME_BYTES_MAX = 64 * 1024;
const SEQ_MAX = 2 ** 31 - 1;

const watermark = z.int().check(z.minimum(0), z.maximum(SEQ_MAX));

const id = z.uuid().check(z.toLowerCase());
const isSaid = (text: string) => text.trim().length > 0;
const body = storableText.check(z.refine(isSaid, "empty"));
const titleOf = (lengthMax: number) => storableText.check(z.trim(), z.maxLength(lengthMax));
export const threadTitle = z.optional(titleOf(THREAD_TITLE_LENGTH_MAX));

export const send = z.strictObject({
  type: z.literal("message:send"),
  /** Made by the client; it is the message's id, and makes a repeat harmless. */
  id,
  /** Words there must be, unless a file or a secret comes with it. */
  body: storableText,
  /** The message it answers, of the same conversation. */
  replyTo: z.optional(id),
  threadId: z.optional(id),
  /** Uploaded before, by the sender, for this conversation, and not yet sent. */
  attachmentIds: z.optional(
    z.array(id).check(z.minLength(1), z.maxLength(ATTACHMENTS_PER_MESSAGE_MAX), z.refine(areDifferent)),
  ),
  /** Members of the business whom a note names; nobody is named anywhere else. */
  mentionIds: z.optional(
    z.array(id).check(z.minLength(1), z.maxLength(MENTIONS_MAX), z.refine(areDifferent)),
  ),
  /** The words are kept apart, encrypted; this is what everyone may know of them. */
  secret: z.optional(z.strictObject({ side: secretSide, expiresAt: z.iso.datetime() })),
  /** Up to where a member of the business had seen what was said; of a customer it counts for nothing. */
  basedOnSeq: z.optional(watermark),
  /** By the site alone, which read it: what the business told everybody, and this asks about. */
  post: z.optional(postAsked),
  /** By the site alone, for a bot: the message of its customer that it answers. */
  answers: z.optional(id),
});

function areDifferent(ids: string[]): boolean {
  return new Set(ids).size === ids.length;
}

/**
 * What changes a message that is there. Each says how things shall be, so a repeat does nothing. `ref` is the
 * client's own name for the change, and comes back with the event or the refusal.
 */
const change = { id, ref: z.optional(id) };
const changes = [
  z.strictObject({ type: z.literal("message:edit"), ...change, body }),
  z.strictObject({ type: z.literal("message:delete"), ...change }),
  /** Takes a deletion of one's own back, for RESTORE_WITHIN_MS. */
  z.strictObject({ type: z.literal("message:restore"), ...change }),
  /** Says that one has opened a secret, which the site gave one before. */
  z.strictObject({ type: z.literal("message:open"), ...change }),
  z.strictObject({ type: z.literal("message:react"), ...change, emoji, on: z.boolean() }),
  /** `id` is the new thread's. There is one to a message: asked for again, that one is the answer. */
  z.strictObject({
    type: z.literal("thread:create"),
    ...change,
    messageId: id,
    title: threadTitle,
  }),
] as const;
export const changeCommand = z.discriminatedUnion("type", changes);
export type ChangeCommand = z.infer<typeof changeCommand>;

/** It stands in lists and sentences, so it may not pass for another. */
export const groupTitle = titleOf(GROUP_TITLE_LENGTH_MAX).check(
  z.refine(isSaid, "empty"),
  z.refine((title) => !isDisguised(title), "disguised"),
);

/** Who is in a group and what it is called. `id` is that of the notice which says so in the timeline. */
const groupCommands = [
  /** By the site alone, which knows who somebody is. */
  z.strictObject({
    type: z.literal("member:add"),
    ...{ id, userId: id, name: storableText, role: z.enum(roles) },
  }),
  z.strictObject({ type: z.literal("member:remove"), id, userId: id }),
  z.strictObject({ type: z.literal("member:leave"), id }),
  z.strictObject({ type: z.literal("member:rank"), id, userId: id, rank: z.enum(ranks) }),
  z.strictObject({ type: z.literal("group:rename"), id, title: groupTitle }),
] as const;
export const groupCommand = z.discriminatedUnion("type", groupCommands);
export type GroupCommand = z.infer<typeof groupCommand>;

const moment = z.iso.datetime();
export const workWish = z.strictObject({
  status: z.optional(z.enum(workStatuses)),
  snoozedUntil: z.optional(z.nullable(moment)),
  assigneeId: z.optional(z.nullable(id)),
  priority: z.optional(z.int().check(z.minimum(0), z.maximum(PRIORITY_MAX))),
  tag: z.optional(z.strictObject({ id, on: z.boolean() })),
});

/** How a conversation shall stand as work, asked of the room of its notes. `id` is that of the notice there. */
export const workCommand = z.strictObject({
  type: z.literal("work:set"),
  id,
  wish: workWish,
  /** How it stood for whoever asks: where somebody was faster, it is a `conflict`. */
  expected: z.optional(workWish),
  /** Up to where whoever puts it aside has seen it: where its customer wrote more, it is `stale`. */
  basedOnSeq: z.optional(z.int().check(z.minimum(0))),
  /** By the site alone, which gives conversations out in turn. */
  leaseUntil: z.optional(moment),
});
/** By the site alone: the notes shall tell that the customer opened the conversation again, where they have not. */
const wakeCommand = z.strictObject({ type: z.literal("work:wake") });
export type WorkCommand = z.infer<typeof workCommand>;

/** `id` is that of the notice; `isUnreachable`, by the site alone: the bot did not answer. */
const handoverCommand = z.strictObject({
  type: z.literal("handover"),
  ...{ id, isUnreachable: z.optional(z.boolean()) },
});
export type HandoverCommand = z.infer<typeof handoverCommand>;

/** Everything a client may ask of a conversation room. */
export const command = z.discriminatedUnion("type", [
  send,
  ...changes,
  ...groupCommands,
  ...callCommands,
  ...stepCommands,
  workCommand,
  wakeCommand,
  ...blockCommands,
  /** By the site alone, which has seen the page. */
  z.strictObject({ type: z.literal("message:preview"), id, preview: z.nullable(linkPreview) }),
  /** By the site alone: other emoji stand under this post. */
  z.strictObject({ type: z.literal("post:retell"), id }),
  z.strictObject({ type: z.literal("thread:read"), id, read: watermark }),
  z.strictObject({ type: z.literal("typing"), isTyping: z.boolean() }),
  z.strictObject({ type: z.literal("status"), status: z.enum(["online", "away"]) }),
  z.strictObject({
    type: z.literal("receipt"),
    delivered: z.optional(watermark),
    read: z.optional(watermark),
  }),
  z.strictObject({ type: z.literal("join") }),
  handoverCommand,
  z.strictObject({ type: z.literal("ping") }),
  /** The answer to the room's own `ping`: everything before it is read. */
  z.strictObject({ type: z.literal("pong"), nonce: z.int() }),
]);
export type Command = z.infer<typeof command>;

/**
 * Reads a client's frame. Throws a CommandRefusal: `too-long` past FRAME_BYTES_MAX or BODY_LENGTH_MAX,
 * else `bad-command`. It names the message it is about wherever the frame did.
 */
export function parseCommand(frame: unknown): Command {
  if (typeof frame !== "string") throw new CommandRefusal("bad-command");
  if (byteLength(frame) > FRAME_BYTES_MAX) throw new CommandRefusal("too-long");
  const value = parseJson(frame);
  const parsed = command.safeParse(value);
  if (!parsed.success) throw new CommandRefusal("bad-command", aboutOf(value));
  if ("body" in parsed.data && parsed.data.body.length > BODY_LENGTH_MAX)
    throw new CommandRefusal("too-long", aboutOf(parsed.data));
  if (parsed.data.type === "message:send" && !saysSomething(parsed.data))
    throw new CommandRefusal("bad-command", aboutOf(parsed.data));
  return parsed.data;
}

/** A secret has no other words; anything else has words or files. */
export function saysSomething({
  body,
  attachmentIds,
  secret,
}: Pick<z.infer<typeof send>, "body" | "attachmentIds" | "secret">): boolean {
  return secret ? body === "" && !attachmentIds : isSaid(body) || attachmentIds !== undefined;
}

export class CommandRefusal extends Refusal {
  constructor(
    code: "bad-command" | "too-long",
    readonly about: About = {},
  ) {
    super(code);
  }
}

function parseJson(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    throw new CommandRefusal("bad-command");
  }
}

const named = z.object({ id });
const numbered = z.object({ ref: id });
/** The message a command is about, and the client's name for a change. */
export type About = { id?: string | undefined; ref?: string | undefined };

export function aboutOf(value: unknown): About {
  return { ...named.safeParse(value).data, ...numbered.safeParse(value).data };
}

/** UTF-8 length; not computed where the number of characters already decides. */
function byteLength(text: string): number {
  if (text.length > FRAME_BYTES_MAX || text.length * 3 <= FRAME_BYTES_MAX) return text.length;
  return new TextEncoder().encode(text).byteLength;
}
