import { z } from "zod/mini";
import { customerOf, MESSAGES_COUNTED_MAX } from "@/db/customers";
import { Refusal } from "@/lib/refusal";
import { conversationAccessFor, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";

/** Whom a conversation is with, for the members of its business. */
export const readCustomer = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: conversationAccessFor("customer:read"),
  run: async ({ input: { conversationId }, grant: { businessId } }) => {
    const customer = await customerOf(db(), { businessId, conversationId });
    if (!customer) throw new Refusal("not-found");
    return { ...customer, isCountedUp: customer.messageCount < MESSAGES_COUNTED_MAX };
  },
});
