import { z } from "zod/mini";
import { draftModes } from "../kept-draft";
import { workStatuses } from "../work";
import { participant, receipt } from "./event";
import { messageSort, senderRole } from "./message";

/** How a conversation stands as work. Only the members of its business are told. */
export const listedWork = z.object({
  /** Counts what changed of it. */
  rev: z.int(),
  status: z.enum(workStatuses),
  snoozedUntil: z.nullable(z.iso.datetime()),
  assigneeId: z.nullable(z.uuid()),
  priority: z.int(),
  tags: z.array(z.uuid()),
  channel: z.enum(["chat", "email", "voice"]),
  dueAt: z.nullable(z.iso.datetime()),
  /** A bot said the last, and a person shall go on. */
  isHandedOver: z.optional(z.boolean()),
  /** The bot of its business goes on with it: its customer waits for no person. */
  isWithBot: z.optional(z.boolean()),
});

/** A conversation as a list shows it. `versionOf` of lib/inbox-view.ts says which of two is the newer. */
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
  work: z.optional(listedWork),
});
export type Summary = z.infer<typeof summary>;

/** What the site alone knows of, and has told in the inbox of a business. Whoever hears it looks anew. */
export const inboxNews = [
  /** To one person: what they wrote and did not send is another, at this `rev`. */
  z.object({
    type: z.literal("draft:changed"),
    ...{ userId: z.uuid(), conversationId: z.uuid(), mode: z.enum(draftModes), rev: z.int() },
  }),
  /** What the business keeps of a customer: a block, tags, a note. */
  z.object({ type: z.literal("customer:changed"), customerId: z.uuid() }),
  /** Which tags there are. */
  z.object({ type: z.literal("tags:changed") }),
] as const;
export type InboxNews = z.infer<(typeof inboxNews)[number]>;

/**
 * How somebody is in a conversation: a member of the business has it in sight, or somebody types in it. Kept nowhere,
 * and believed for so long unless it is told again.
 */
export const activity = z.object({
  type: z.literal("activity"),
  conversationId: z.uuid(),
  ...participant.shape,
  is: z.enum(["here", "typing", "gone"]),
  forMs: z.int(),
});
export type ActivityEvent = z.infer<typeof activity>;

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
  /** In an inbox alone: a note named this member, and who wrote it. `conversationId` is what the note is about. */
  z.object({
    type: z.literal("mentioned"),
    ...{ conversationId: z.uuid(), messageId: z.uuid(), userId: z.uuid() },
    ...{ by: z.string(), at: z.iso.datetime() },
  }),
  /** In an inbox alone: a note that names this member was deleted, or brought back. Load anew what mentions show. */
  z.object({ type: z.literal("mentions:changed"), conversationId: z.uuid(), userId: z.uuid() }),
  /** In an inbox alone. */
  activity,
  z.object({ type: z.literal("receipt"), conversationId: z.uuid(), ...receipt.shape }),
  ...inboxNews,
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
