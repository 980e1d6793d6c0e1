import { z } from "zod/mini";
import { receipt } from "./event";
import { messageSort, senderRole } from "./message";

/** A conversation as a list shows it. The one with the higher `rev` is the newer. */
export const summary = z.object({
  id: z.uuid(),
  kind: z.enum(["direct", "group"]),
  /** What a group is called. */
  title: z.string(),
  businessId: z.uuid(),
  businessName: z.string(),
  businessSlug: z.string(),
  customerId: z.nullable(z.uuid()),
  customerName: z.string(),
  rev: z.int(),
  lastSeq: z.int(),
  /** The last thing a person wrote. */
  lastMessage: z.object({
    senderId: z.nullable(z.uuid()),
    senderRole,
    senderName: z.string(),
    preview: z.string(),
    sort: messageSort,
    createdAt: z.iso.datetime(),
  }),
});
export type Summary = z.infer<typeof summary>;

/**
 * What a feed says: `inbox` feeds to the members of a business, `me` feeds to one person.
 * `welcome` and `reset` mean "from here on you hear everything": load the list anew on both.
 */
export const feedEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("welcome") }),
  z.object({ type: z.literal("reset") }),
  z.object({ type: z.literal("conversation:changed"), conversation: summary }),
  /** Its reader does not take part any more; what is told of it up to this `rev` is over. */
  z.object({ type: z.literal("conversation:left"), conversationId: z.uuid(), rev: z.int() }),
  z.object({ type: z.literal("receipt"), conversationId: z.uuid(), ...receipt.shape }),
  z.object({ type: z.literal("pong") }),
  z.object({ type: z.literal("ping"), nonce: z.int() }),
]);
export type FeedEvent = z.infer<typeof feedEvent>;

/** The id of a feed room, which is also what the ledger files its followers under. */
export const feedId = {
  inbox: (businessId: string) => `inbox-${businessId}`,
  me: (userId: string) => `me-${userId}`,
};

/** Whose inbox a feed tells of; nothing for one that tells of a person's own conversations. */
export function businessOfInbox(feed: string): string | undefined {
  const inbox = feedId.inbox("");
  return feed.startsWith(inbox) ? feed.slice(inbox.length) : undefined;
}
