import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { memberRoles } from "../lib/permissions";
import type { DevicePublicKey } from "../lib/protocol/secret";
import { at, conversationId, createdAt, id } from "./columns";
import { businesses, conversations, messages, users } from "./schema";

/** Watermarks of whoever opened a conversation, participant or not; they only ever grow. */
export const receipts = pgTable(
  "receipts",
  {
    conversationId: conversationId(),
    userId: uuid("user_id").notNull(),
    deliveredSeq: integer("delivered_seq").notNull().default(0),
    readSeq: integer("read_seq").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.userId] })],
);

/** Conversations of which something is to be told outside the rooms, since when. */
export const untoldConversations = pgTable(
  "untold_conversations",
  {
    conversationId: conversationId().primaryKey(),
    since: at("since").notNull().defaultNow(),
  },
  (t) => [index("untold_conversations_since").on(t.since)],
);

/** What a message said before an edit, and the `rev` at which it ceased to. */
export const messageRevisions = pgTable(
  "message_revisions",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    rev: integer("rev").notNull(),
    body: text("body").notNull(),
    editedBy: uuid("edited_by").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.rev] })],
);

/** One row for each person and emoji. Names are those of the moment. */
export const reactions = pgTable(
  "reactions",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    userId: uuid("user_id").notNull(),
    emoji: text("emoji").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.userId, t.emoji] })],
);

/** A branch that grows from a message, whose `metadata` names it. `replies` counts its messages and is moved with them. */
export const threads = pgTable(
  "threads",
  {
    id: uuid("id").primaryKey(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    messageId: uuid("message_id").notNull(),
    title: text("title").notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: createdAt(),
    replies: integer("replies").notNull().default(0),
    lastAt: at("last_at").notNull().defaultNow(),
  },
  (t) => [
    unique("threads_message").on(t.messageId),
    index("threads_conversation").on(t.conversationId, t.lastAt.desc(), t.id.desc()),
  ],
);

/** How many of a thread's messages somebody has read; it only ever grows. */
export const threadReads = pgTable(
  "thread_reads",
  {
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    threadId: uuid("thread_id").notNull(),
    userId: uuid("user_id").notNull(),
    read: integer("read").notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.threadId, t.userId] })],
);

/** A file of a conversation: first its row, then the file, then `ready`; a message claims it when it is sent. */
export const attachments = pgTable(
  "attachments",
  {
    id: uuid("id").primaryKey(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    uploaderId: uuid("uploader_id"),
    messageId: uuid("message_id"),
    /** The post it waits for, which has not been published. */
    postId: uuid("post_id"),
    /** Among those of its message. */
    place: integer("place").notNull().default(0),
    state: text("state", { enum: ["pending", "ready"] })
      .notNull()
      .default("pending"),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    bytes: integer("bytes").notNull().default(0),
    width: integer("width"),
    height: integer("height"),
    durationMs: integer("duration_ms"),
    /** How loud a voice note is along its way, each 0 to 100. */
    peaks: jsonb("peaks").$type<number[]>(),
    hasThumbnail: boolean("has_thumbnail").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index("attachments_message").on(t.messageId, t.place).where(sql`message_id is not null`),
    index("attachments_unsent").on(t.createdAt).where(sql`message_id is null and post_id is null`),
    index("attachments_uploader").on(t.uploaderId).where(sql`message_id is null and post_id is null`),
  ],
);

/** A way into a group, by link or for one e-mail address, or into a team, for one address; who made it answers for it. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    /** The group it leads into; of one to work for a business nothing. */
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
    /** The business it is to work for, and as what; of a group's nothing. */
    businessId: uuid("business_id").references(() => businesses.id, { onDelete: "cascade" }),
    role: text("role", { enum: memberRoles }),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Lower-cased; absent for a link, which many may use. */
    email: text("email"),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    acceptedAt: at("accepted_at"),
    /** Since when nobody else is to mail it. */
    mailedAt: at("mailed_at"),
  },
  (t) => [
    index("invitations_conversation").on(t.conversationId, t.createdAt.desc()),
    // Who is erased is looked for by these.
    index("invitations_creator").on(t.createdBy),
    index("invitations_email").on(t.email).where(sql`email is not null`),
    index("invitations_team")
      .on(t.businessId, t.expiresAt)
      .where(sql`business_id is not null and revoked_at is null and accepted_at is null`),
    check(
      "invitations_into",
      sql`(conversation_id is null) = (business_id is not null) and (business_id is null) = (role is null)`,
    ),
  ],
);

/** The public half of a key that never leaves somebody's browser. */
export const deviceKeys = pgTable(
  "device_keys",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    publicKey: jsonb("public_key").$type<DevicePublicKey>().notNull(),
    createdAt: createdAt(),
    usedAt: at("used_at").notNull().defaultNow(),
  },
  (t) => [index("device_keys_user").on(t.userId, t.usedAt.desc())],
);

/**
 * What a message hides: encrypted, and its key sealed for each device that may open it once. The id is the message's.
 * `opened…` says whom it was given to; from `removeAt` on it is nobody's any more.
 */
export const secrets = pgTable(
  "secrets",
  {
    id: uuid("id").primaryKey(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    senderId: uuid("sender_id").notNull(),
    side: text("side", { enum: ["customer", "business"] }).notNull(),
    ciphertext: text("ciphertext").notNull(),
    /** The sealed key, by device. */
    envelopes: jsonb("envelopes").$type<Record<string, string>>().notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    openedAt: at("opened_at"),
    openedBy: uuid("opened_by"),
    /** The only device that may ask again. */
    openedDevice: uuid("opened_device"),
    removeAt: at("remove_at").notNull(),
  },
  (t) => [index("secrets_removal").on(t.removeAt), index("secrets_conversation").on(t.conversationId)],
);

/** Which members of a business opened a conversation, for its customers to see: when first, and when last. */
export const openings = pgTable(
  "openings",
  {
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    firstAt: at("first_at").notNull().defaultNow(),
    lastAt: at("last_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.userId] }), index("openings_user").on(t.userId)],
);
