import { z } from "zod/mini";
import { conversationsNamed } from "@/db/names";
import { type Found, type SearchScope, searchMessages } from "@/db/search";
import { formatSearchPlace, searchPlaceText } from "@/db/search-cursor";
import { isStaff, type Role } from "@/lib/permissions";
import type { SearchPage } from "@/lib/protocol/search";
import { Refusal } from "@/lib/refusal";
import {
  isSearchable,
  QUERY_LENGTH_MAX,
  QUERY_WORDS_MAX,
  snippetOf,
  type Term,
  termsOf,
  wordCountOf,
} from "@/lib/search";
import { plainTextOf } from "@/lib/text-blocks";
import { conversationAccess, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { membershipIn, type Viewer } from "../viewer";

const query = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(QUERY_LENGTH_MAX, `At most ${QUERY_LENGTH_MAX} characters.`)),
    z.transform(termsOf),
  ),
  z.custom<Term[]>().check(
    z.refine((terms) => wordCountOf(terms) <= QUERY_WORDS_MAX, `At most ${QUERY_WORDS_MAX} words.`),
    z.refine(isSearchable, "A word of three letters or more."),
  ),
);

const input = z.object({
  q: query,
  /** One conversation, */
  conversationId: z.optional(uuid),
  /** all of a business, */
  businessId: z.optional(uuid),
  /** those in which the viewer is not of the business; without any, all that the viewer may open. */
  as: z.optional(z.literal("customer")),
  cursor: z.optional(searchPlaceText),
});

/**
 * Messages that say something, where the viewer may read them; the newest first. In an inbox also conversations that
 * are called so, before the first of them.
 */
export const search = operation({
  isOfChat: true,
  input,
  limit: "search",
  permit: scopeFor,
  run: async ({ viewer, input: { q: terms, businessId, cursor }, grant: scope }): Promise<SearchPage> => {
    const isInboxBegun = businessId !== undefined && scope.businessIds.includes(businessId) && !cursor;
    const [found, named] = await Promise.all([
      searchMessages(db(), { terms, scope, after: cursor }),
      isInboxBegun ? conversationsNamed(db(), { businessId, terms }) : [],
    ]);
    return { ...pageOf(viewer, terms, found), named };
  },
});

async function scopeFor(
  viewer: Viewer,
  { conversationId, businessId, as }: z.output<typeof input>,
): Promise<SearchScope> {
  if (conversationId !== undefined) {
    const { role, kind } = await conversationAccess(viewer, { conversationId });
    if (kind === "internal") throw new Refusal("not-found");
    return { conversationId, withNotes: isStaff(role), businessIds: [] };
  } else if (businessId !== undefined) {
    if (!membershipIn(viewer, businessId)) throw new Refusal("not-found");
    return { businessIds: [businessId] };
  } else {
    const businessIds = as === "customer" ? [] : viewer.memberships.map((each) => each.businessId);
    return { readerId: viewer.id, businessIds };
  }
}

function pageOf(
  viewer: Viewer,
  terms: Term[],
  { messages, next, searchedTo }: Found,
): Omit<SearchPage, "named"> {
  const hits = messages.map(({ message, conversation }) => {
    const { id, conversationId, threadId, seq, senderId, senderRole, senderName, createdAt } = message;
    const isOwn = conversation.customerId === viewer.id;
    const role: Role = isOwn
      ? "customer"
      : (membershipIn(viewer, conversation.businessId)?.role ?? "customer");
    return {
      message: { id, conversationId, threadId, seq, senderId, senderRole, senderName, createdAt },
      conversation: { ...conversation, role },
      ...(conversationId !== conversation.id && { isNote: true as const }),
      snippet: snippetOf(plainTextOf(message.body), terms),
    };
  });
  return { hits, nextCursor: next && formatSearchPlace(next), searchedTo };
}
