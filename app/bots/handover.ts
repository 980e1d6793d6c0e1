import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { settleCall } from "@/db/bot-calls";
import { handOver } from "@/lib/server/rooms";
import { conversationAccessFor, roomTicket, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";

/** A person of the business shall go on, as the bot or its customer wishes; the bot is not asked any more. */
export const handConversationOver = operation({
  input: z.strictObject({ conversationId: uuid, id: z.optional(uuid) }),
  isForBots: true,
  permit: conversationAccessFor("handover"),
  run: async ({ viewer, input: { conversationId, id = newId() }, grant }) => {
    await handOver(roomsOfSite(), roomTicket(viewer, conversationId, grant), { id });
    await settleCall(db(), { conversationId });
    return {};
  },
});
