import { z } from "zod/mini";
import { businessBySlug } from "@/db/businesses";
import { openConversation } from "@/db/conversations";
import { historyHead } from "@/db/messages";
import { assert } from "@/lib/assert";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { operation } from "../operation";
import { membershipIn, type Viewer } from "../viewer";

const SLUG_LENGTH_MAX = 100;

const input = z.strictObject({ business: z.string().check(z.maxLength(SLUG_LENGTH_MAX)) });

async function permit(viewer: Viewer, { business: slug }: z.output<typeof input>) {
  const business = await businessBySlug(db(), slug);
  if (!business) throw new Refusal("not-found");
  if (membershipIn(viewer, business.id))
    throw new Refusal("forbidden", { message: "You cannot be a customer of your own business." });
  return business;
}

/** The viewer's open conversation with a business, made or found. */
export const start = operation({
  input,
  permit,
  run: ({ viewer, grant: { id: businessId } }) =>
    openConversation(db(), { businessId, customerId: viewer.id }),
});

/** The same, with what a page needs to show it. */
export const begin = operation({
  input,
  permit,
  run: async ({ viewer, grant: { id: businessId } }) => {
    const { id: conversationId } = await openConversation(db(), { businessId, customerId: viewer.id });
    const head = await historyHead(db(), { conversationId, businessId, readerId: viewer.id });
    assert(head, "a conversation that was just opened is there");
    return { conversationId, head };
  },
});
