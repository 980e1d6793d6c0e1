import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { saysSomething, send } from "@/lib/protocol/command";
import { Refusal } from "@/lib/refusal";
import { changeMessage, joinConversation, sendMessage } from "@/lib/server/rooms";
import { answer } from "../bots/answer";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { conversationAccessFor, roomTicket, uuid } from "./access";

/** A message by the site's own road: through the same room as all others. */
export const postMessage = operation({
  input: z.strictObject({
    ...{ conversationId: uuid, id: z.optional(uuid) },
    ...{ body: send.shape.body, replyTo: send.shape.replyTo },
    ...{ threadId: send.shape.threadId, attachmentIds: send.shape.attachmentIds },
    basedOnSeq: send.shape.basedOnSeq,
    /** Of a bot, and of nobody else: what its customer said. */
    inReplyTo: z.optional(uuid),
  }),
  isForBots: true,
  permit: conversationAccessFor("message:send"),
  run: async ({ viewer, input: { inReplyTo, ...input }, grant }) => {
    const { conversationId, id = newId(), ...said } = input;
    if (said.body.length > BODY_LENGTH_MAX) throw new Refusal("too-long");
    if (!saysSomething(said) || (inReplyTo !== undefined) !== (grant.role === "bot"))
      throw new Refusal("bad-command");
    if (inReplyTo !== undefined) return answer(viewer, { ...input, inReplyTo }, grant);
    const command = { type: "message:send", id, ...said } as const;
    return sendMessage(roomsOfSite(), roomTicket(viewer, conversationId, grant), command);
  },
});

const message = z.strictObject({ conversationId: uuid, messageId: uuid });

/** A tombstone takes the message's place; for a moment whoever deleted it may take that back. */
export const removeMessage = operation({
  isOfChat: true,
  input: message,
  permit: conversationAccessFor("message:delete"),
  run: async ({ viewer, input: { conversationId, messageId: id }, grant }) => {
    const ticket = roomTicket(viewer, conversationId, grant);
    await changeMessage(roomsOfSite(), ticket, { type: "message:delete", id });
    return {};
  },
});

export const restoreMessage = operation({
  isOfChat: true,
  input: message,
  permit: conversationAccessFor("message:restore"),
  run: async ({ viewer, input: { conversationId, messageId: id }, grant }) => {
    const ticket = roomTicket(viewer, conversationId, grant);
    await changeMessage(roomsOfSite(), ticket, { type: "message:restore", id });
    return {};
  },
});

export const joinAsMember = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccessFor("join"),
  run: async ({ viewer, input: { conversationId }, grant }) => {
    await joinConversation(roomsOfSite(), roomTicket(viewer, conversationId, grant));
    return {};
  },
});
