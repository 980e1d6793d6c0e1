import { z } from "zod/mini";
import { SEQ_MAX } from "@/db/messages";
import { giveSign } from "@/lib/server/rooms";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { conversationAccessFor, roomTicket, uuid } from "./access";

const watermark = z.optional(z.int().check(z.minimum(0), z.maximum(SEQ_MAX)));

/** How far whoever asks has got: it only grows, and never passes the last message. */
export const markReceipt = operation({
  isForBots: true,
  input: z.strictObject({ conversationId: uuid, delivered: watermark, read: watermark }),
  permit: conversationAccessFor("receipt"),
  run: async ({ viewer, input: { conversationId, ...marks }, grant }) => {
    const ticket = roomTicket(viewer, conversationId, grant);
    await giveSign(roomsOfSite(), ticket, { type: "receipt", ...marks });
    return {};
  },
});

/** Told to those who have the conversation open, and believed for a few seconds. */
export const tellTyping = operation({
  isForBots: true,
  input: z.strictObject({ conversationId: uuid, isTyping: z.boolean() }),
  permit: conversationAccessFor("typing"),
  run: async ({ viewer, input: { conversationId, isTyping }, grant }) => {
    const ticket = roomTicket(viewer, conversationId, grant);
    await giveSign(roomsOfSite(), ticket, { type: "typing", isTyping });
    return {};
  },
});
