import { z } from "zod/mini";
import { saveNote, tagCustomer } from "@/db/customer-records";
import { customerOf, MESSAGES_COUNTED_MAX } from "@/db/customers";
import { CUSTOMER_NOTE_LENGTH_MAX, TAGS_PER_CUSTOMER_MAX } from "@/lib/customer-limits";
import type { Permission } from "@/lib/permissions";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { conversationAccessFor, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { tellMembers } from "./news";

const ofConversation = { conversationId: uuid };

/** The customer a conversation is with, for members of its business who may do this. */
export function customerFor(permission: Permission) {
  const access = conversationAccessFor(permission);
  return async (viewer: Viewer, input: { conversationId: string }) => {
    const { businessId, customerId } = await access(viewer, input);
    if (customerId === null) throw new Refusal("not-found");
    return { businessId, customerId };
  };
}

/** Whom a conversation is with, for the members of its business. */
export const readCustomer = operation({
  input: z.strictObject(ofConversation),
  permit: conversationAccessFor("customer:read"),
  run: async ({ input: { conversationId }, grant: { businessId } }) => {
    const customer = await customerOf(db(), { businessId, conversationId, nowMs: Date.now() });
    if (!customer) throw new Refusal("not-found");
    return { ...customer, isCountedUp: customer.messageCount < MESSAGES_COUNTED_MAX };
  },
});

/** Where somebody was faster, nothing is saved and theirs comes back. */
export const saveCustomerNote = operation({
  input: z.strictObject({
    ...ofConversation,
    text: storableText.check(z.maxLength(CUSTOMER_NOTE_LENGTH_MAX)),
    rev: z.int(),
  }),
  limit: "action",
  permit: customerFor("customer:change"),
  run: async ({ input: { text, rev }, grant }) => {
    const note = await saveNote(db(), { ...grant, text, rev });
    if (note.isSaved) await tellOf(grant);
    return note;
  },
});

export const setCustomerTag = operation({
  input: z.strictObject({ ...ofConversation, tagId: uuid, on: z.boolean() }),
  limit: "action",
  permit: customerFor("customer:change"),
  run: async ({ input: { tagId, on }, grant }) => {
    const tags = await tagCustomer(db(), { ...grant, tagId, on, max: TAGS_PER_CUSTOMER_MAX });
    if (!tags) throw new Refusal("not-found");
    await tellOf(grant);
    return { tags };
  },
});

function tellOf({ businessId, customerId }: { businessId: string; customerId: string }): Promise<void> {
  return tellMembers(businessId, { type: "customer:changed", customerId });
}
