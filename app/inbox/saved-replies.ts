import { z } from "zod/mini";
import { businessById } from "@/db/businesses";
import * as stored from "@/db/saved-replies";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { SAVED_REPLY_LENGTH_MAX, SHORTCUT_LENGTH_MAX, shortcutOf } from "@/lib/saved-reply";
import { conversationAccessFor, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { ownerAccess } from "./access";

/** What can be put into a message to the customer of a conversation, and what the business is called in it. */
export const readReplies = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccessFor("customer:read"),
  run: async ({ grant: { businessId, role } }) => {
    const [replies, business] = await Promise.all([
      stored.repliesOf(db(), businessId),
      businessById(db(), businessId),
    ]);
    if (!business) throw new Refusal("not-found");
    const { name, slug } = business;
    return { replies, business: { name, slug }, isOwner: role === "owner" };
  },
});

/** A new one, or one that is there changed: `id` is made by whoever writes it, so a repeat makes one. */
export const saveReply = operation({
  input: z.strictObject({
    ...{ businessId: uuid, id: uuid },
    // With a slash before it, and what is trimmed away.
    shortcut: z.string().check(z.maxLength(2 * SHORTCUT_LENGTH_MAX)),
    body: storableText.check(z.trim(), z.minLength(1), z.maxLength(SAVED_REPLY_LENGTH_MAX)),
  }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input }) => {
    const shortcut = shortcutOf(input.shortcut);
    if (shortcut === null) throw new Refusal("bad-command");
    const reply = { ...input, shortcut };
    const done = await stored.saveReply(db(), { ...reply, by: viewer.id });
    if (done === "taken") throw new Refusal("conflict");
    if (done === "too-many") throw new Refusal("too-many");
    return { id: reply.id, shortcut, body: reply.body };
  },
});

export const removeReply = operation({
  input: z.strictObject({ businessId: uuid, id: uuid }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ input }) => {
    await stored.removeReply(db(), input);
    return {};
  },
});
