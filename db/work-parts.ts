import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { InboxView } from "../lib/inbox-view";
import { at, businessId, conversationId, createdAt, id, personId } from "./columns";

/** What a business calls kinds of conversations and of customers. */
export const tags = pgTable(
  "tags",
  {
    id: id(),
    businessId: businessId(),
    name: text("name").notNull(),
    color: text("color").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("tags_name").on(t.businessId, sql`lower(name)`)],
);

/** What an agent looks at often, under a name of theirs. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    businessId: businessId(),
    userId: personId(),
    name: text("name").notNull(),
    view: jsonb("view").$type<InboxView>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("saved_views_person").on(t.userId, t.businessId, t.createdAt, t.id)],
);

/** What conversations are found by: the customer's name, or a group's title. Triggers keep it. */
export const conversationNames = pgTable(
  "conversation_names",
  {
    conversationId: conversationId().primaryKey(),
    businessId: businessId(),
    name: text("name").notNull(),
  },
  () => [index("conversation_names_search").using("gin", sql`name_keys(name, business_id)`)],
);

/** That a note names somebody. `conversationId` is the one the note is about, `seq` its place among the notes. */
export const mentions = pgTable(
  "mentions",
  {
    userId: personId(),
    businessId: businessId(),
    conversationId: conversationId(),
    messageId: uuid("message_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.userId] }),
    index("mentions_person").on(t.userId, t.businessId, t.createdAt.desc()),
    index("mentions_conversation").on(t.conversationId),
  ],
);

/** Answers that are written once and sent often. `shortcut` is what is typed after `/`. */
export const savedReplies = pgTable(
  "saved_replies",
  {
    id: id(),
    businessId: businessId(),
    shortcut: text("shortcut").notNull(),
    body: text("body").notNull(),
    updatedBy: uuid("updated_by"),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [unique("saved_replies_shortcut").on(t.businessId, t.shortcut)],
);

/** What somebody began to write: to the customer, or as a note. The one with the higher `rev` is the newer. */
export const drafts = pgTable(
  "drafts",
  {
    userId: personId(),
    conversationId: conversationId(),
    mode: text("mode", { enum: ["reply", "note"] }).notNull(),
    body: text("body").notNull(),
    rev: integer("rev").notNull().default(1),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId, t.mode] }),
    index("drafts_conversation").on(t.conversationId),
  ],
);

/** What is to be sent later, under the id it will have as a message. */
export const laterMessages = pgTable(
  "later_messages",
  {
    id: uuid("id").primaryKey(),
    conversationId: conversationId(),
    userId: personId(),
    body: text("body").notNull(),
    sendAt: at("send_at").notNull(),
    /** Up to where its writer had read: it is not sent where the other side answered since. */
    basedOnSeq: integer("based_on_seq").notNull(),
    state: text("state", { enum: ["waiting", "sent", "cancelled"] })
      .notNull()
      .default("waiting"),
    /** Why it was not sent. */
    reason: text("reason", { enum: ["answered", "taken-back", "not-allowed"] }),
    createdAt: createdAt(),
  },
  (t) => [
    index("later_messages_due").on(t.sendAt).where(sql`state = 'waiting'`),
    index("later_messages_conversation").on(t.conversationId, t.sendAt),
    index("later_messages_user").on(t.userId),
  ],
);

/** What an agent told a customer to do until when; the message of this id tells of it. */
export const promises = pgTable(
  "promises",
  {
    id: uuid("id").primaryKey(),
    conversationId: conversationId(),
    userId: uuid("user_id"),
    dueAt: at("due_at").notNull(),
    state: text("state", { enum: ["open", "kept", "missed", "withdrawn"] })
      .notNull()
      .default("open"),
    createdAt: createdAt(),
  },
  (t) => [
    index("promises_due").on(t.dueAt).where(sql`state = 'open'`),
    index("promises_conversation").on(t.conversationId, t.dueAt).where(sql`state in ('open', 'missed')`),
  ],
);

/**
 * One going at completing a conversation; the message of this id tells of it. It is completed at `until` where the
 * customer says nothing.
 */
export const closings = pgTable(
  "closings",
  {
    id: uuid("id").primaryKey(),
    conversationId: conversationId(),
    businessId: businessId(),
    userId: uuid("user_id"),
    state: text("state", { enum: ["proposed", "confirmed", "objected", "lapsed", "withdrawn"] })
      .notNull()
      .default("proposed"),
    until: at("until").notNull(),
    createdAt: createdAt(),
    closedAt: at("closed_at"),
    rating: integer("rating"),
    comment: text("comment"),
  },
  (t) => [
    uniqueIndex("closings_proposed").on(t.conversationId).where(sql`state = 'proposed'`),
    index("closings_due").on(t.until).where(sql`state = 'proposed'`),
    index("closings_conversation").on(t.conversationId, t.createdAt.desc()),
    index("closings_business").on(t.businessId, t.closedAt, t.rating).where(sql`closed_at is not null`),
  ],
);

/** What a business keeps of one of its customers, for its members alone. */
export const customerRecords = pgTable(
  "customer_records",
  {
    businessId: businessId(),
    customerId: personId("customer_id"),
    note: text("note").notNull().default(""),
    tags: uuid("tags").array().notNull().default(sql`'{}'`),
    isBlocked: boolean("is_blocked").notNull().default(false),
    /** Nothing where the block has no end. */
    blockedUntil: at("blocked_until"),
    blockedReason: text("blocked_reason"),
    /** Who blocked them, or let them write again. */
    blockedBy: uuid("blocked_by"),
    /** How often that changed, and whether rooms and notes are still to be told of the last time. */
    blockRev: integer("block_rev").notNull().default(0),
    isBlockOwed: boolean("is_block_owed").notNull().default(false),
    /** How often the note changed. */
    rev: integer("rev").notNull().default(0),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.customerId] }),
    index("customer_records_customer").on(t.customerId),
    index("customer_records_owed").on(t.businessId, t.customerId).where(sql`is_block_owed`),
  ],
);
