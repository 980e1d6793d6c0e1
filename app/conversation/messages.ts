import { z } from "zod/mini";
import type { Access } from "@/db/conversations";
import { messageById, messagesAfter, messagesBefore, messagesOfPage, SEQ_MAX } from "@/db/messages";
import { type ChangeCommand, send } from "@/lib/protocol/command";
import { abridge, emoji, type Message } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { changeMessage } from "@/lib/server/rooms";
import { db } from "../database";
import { operation } from "../operation";
import { numberText } from "../query";
import { roomsOfSite } from "../rooms";
import type { Viewer } from "../viewer";
import { conversationAccess, conversationAccessFor, roomTicket, uuid } from "./access";
import { found } from "./history";

const PAGE_SIZE_MAX = 200;
const PAGE_SIZE = 50;
/** With the longest pages they reach as far as a `seq` can go. */
const PAGES_MAX = Math.floor(SEQ_MAX / PAGE_SIZE_MAX);

export const seqText = numberText({ min: 0, max: SEQ_MAX });
export const limitText = numberText({ min: 1, max: PAGE_SIZE_MAX });

const range = z.object({
  conversationId: uuid,
  after_seq: z.optional(seqText),
  before_seq: z.optional(seqText),
  /** Counted from the newest; instead of a place. */
  page: z.optional(numberText({ min: 1, max: PAGES_MAX })),
  limit: z.optional(limitText),
  fields: z.optional(z.literal("full")),
});

/** What the REST API reads of a conversation: numbers come as text, names as there. */
export const readMessages = operation({
  isForBots: true,
  input: range,
  permit: conversationAccess,
  run: async ({ input, grant: { businessId } }) => {
    const { messages, hasMore } = found(await windowOf(input, businessId));
    return { messages: input.fields === "full" ? messages : messages.map(abridge), hasMore };
  },
});

function windowOf(input: z.output<typeof range>, businessId: string) {
  const { conversationId, after_seq: afterSeq, before_seq, page, limit = PAGE_SIZE } = input;
  const whose = { conversationId, businessId, limit };
  const beforeSeq = before_seq ?? SEQ_MAX;
  if (page === undefined)
    return afterSeq === undefined
      ? messagesBefore(db(), { ...whose, beforeSeq })
      : messagesAfter(db(), { ...whose, beforeSeq, afterSeq });
  if ((afterSeq ?? before_seq) !== undefined) throw new Refusal("bad-command");
  return messagesOfPage(db(), { ...whose, page });
}

const which = { conversationId: uuid, messageId: uuid };

/** One message, its body whole. */
export const readMessage = operation({
  isForBots: true,
  input: z.strictObject(which),
  permit: conversationAccess,
  run: async ({ input, grant: { businessId } }) => found(await messageById(db(), { ...input, businessId })),
});

/** Gives a message of one's own other words. */
export const editMessage = operation({
  isForBots: true,
  input: z.strictObject({ ...which, body: send.shape.body }),
  permit: conversationAccessFor("message:edit"),
  run: ({ viewer, input: { messageId: id, body, ...input }, grant }) =>
    changed(viewer, grant, { ...input, command: { type: "message:edit", id, body } }),
});

export const reactToMessage = operation({
  isForBots: true,
  input: z.strictObject({ ...which, emoji, on: z.boolean() }),
  permit: conversationAccessFor("message:react"),
  run: ({ viewer, input: { messageId: id, emoji, on, ...input }, grant }) =>
    changed(viewer, grant, { ...input, command: { type: "message:react", id, emoji, on } }),
});

type Asked = Extract<ChangeCommand, { type: "message:edit" | "message:react" }>;

/** What is asked of a message that is there; it is answered as it is then. */
async function changed(
  viewer: Viewer,
  grant: Access,
  { conversationId, command }: { conversationId: string; command: Asked },
): Promise<Message> {
  const { businessId } = grant;
  await changeMessage(roomsOfSite(), roomTicket(viewer, conversationId, grant), command);
  return found(await messageById(db(), { conversationId, businessId, messageId: command.id }));
}
