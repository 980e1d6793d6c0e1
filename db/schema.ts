import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
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
import { GROUP_MEMBERS_MAX, ranks } from "../lib/group";
import { LOCALES } from "../lib/locale";
import type { Holiday, WeeklyHours } from "../lib/opening-hours";
import { memberRoles, roles } from "../lib/permissions";
import { messageSorts, senderRoles } from "../lib/protocol/message";
import { PRIORITY_NORMAL, workStatuses } from "../lib/work";
import { at, businessId, conversationId, createdAt, id, personId, suspension } from "./columns";
import { HAS_WORDS } from "./has-words";
import { spanOf } from "./spans";
import { USER_WORDS } from "./user-words";
import { FOR_PEOPLE, IS_WAITING } from "./waiting";

/**
 * A guest is a user without an e-mail address; registering gives the same row one. `mailAddress` is of guests who only
 * write mails: where their answers go, which makes nobody a holder of an account with that address.
 */
export const users = pgTable(
  "users",
  {
    id: id(),
    name: text("name").notNull(),
    /** Lower-cased. */
    email: text("email").unique(),
    /** Lower-cased. */
    mailAddress: text("mail_address").unique(),
    /** argon2id; absent for guests and for those who only sign in with Google or GitHub. */
    passwordHash: text("password_hash"),
    /** `bot` is the account of a business's bot, which nobody signs in to: see bot-parts.ts. */
    role: text("role", { enum: ["user", "admin", "bot"] })
      .notNull()
      .default("user"),
    /** Where their browser said last that it is, by its IANA name. */
    timeZone: text("time_zone"),
    /** The one they chose instead, wherever their browser is. */
    chosenTimeZone: text("chosen_time_zone"),
    /** What they last read the site in. */
    locale: text("locale", { enum: LOCALES }),
    /** Whether mails tell them of what they have not read. */
    isMailed: boolean("is_mailed").notNull().default(true),
    /** Between when by their clock, `HH:MM`, nothing is to ring; both or neither. */
    quietFrom: text("quiet_from"),
    quietUntil: text("quiet_until"),
    /** Whether anybody is told that they are there, or were. */
    showsPresence: boolean("shows_presence").notNull().default(true),
    /** When all that is theirs is erased, as they asked; and when it was. */
    eraseAt: at("erase_at"),
    erasedAt: at("erased_at"),
    ...suspension(),
    createdAt: createdAt(),
  },
  (t) => [
    // For admins, the newest first.
    index("users_newest").on(t.createdAt, t.id),
    index("users_role").on(t.role, t.createdAt, t.id).where(sql`role <> 'user'`),
    index("users_suspended").on(t.createdAt, t.id).where(sql`suspended_at is not null`),
    index("users_words").using("gin", sql.raw(USER_WORDS)),
    index("users_erase").on(t.eraseAt).where(sql`erase_at is not null`),
    check("email_is_lower", sql`${t.email} = lower(${t.email})`),
    check("quiet_has_an_end", sql`(${t.quietFrom} is null) = (${t.quietUntil} is null)`),
  ],
);

export const businesses = pgTable(
  "businesses",
  {
    id: id(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    tagline: text("tagline").notNull().default(""),
    about: text("about").notNull().default(""),
    category: text("category").notNull().default(""),
    logoId: uuid("logo_id"),
    hours: jsonb("hours").$type<WeeklyHours>(),
    holidays: jsonb("holidays").$type<Holiday[]>().notNull().default([]),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** What it says to whoever writes for the first time, and while it is closed. */
    greeting: text("greeting").notNull().default(""),
    awayText: text("away_text").notNull().default(""),
    /** Whether conversations that wait are given to its members in turn. */
    isInTurn: boolean("is_in_turn").notNull().default(false),
    ...suspension(),
    createdAt: createdAt(),
  },
  (t) => [
    index("businesses_suspended").on(t.name, t.id).where(sql`suspended_at is not null`),
    index("businesses_name").on(t.name, t.id),
    index("businesses_category").on(t.category, t.name, t.id),
    index("businesses_in_turn").on(t.id).where(sql`is_in_turn`),
    index("businesses_words").using(
      "gin",
      sql`to_tsvector('simple', name || ' ' || tagline || ' ' || category)`,
    ),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    businessId: businessId(),
    userId: personId(),
    role: text("role", { enum: memberRoles }).notNull(),
    /** When they were last given a conversation in turn. */
    givenAt: at("given_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.userId] }),
    index("memberships_user").on(t.userId),
    // The owner first, then whoever has been there longest.
    index("memberships_team").on(t.businessId, t.role.desc(), t.createdAt, t.userId),
  ],
);

/** What stands in lists. Written as in their indexes, which Postgres would not use for anything else. */
export const IS_LISTED = "kind in ('direct', 'group')";

/**
 * `direct` is of one customer with a business; `group` of several, with its agents; `internal` are the notes of one of
 * these, which its `parentId` names, and begin with it, by a trigger; `broadcast`, of which a business has one, is what
 * it tells everybody. `lastSeq` and `rev` are the counters of the conversation: the statement that stores a batch moves
 * them under the row's lock, so numbers are dense and seen in order. The `last…` columns are the list's, moved by the
 * same. No index holds what every message moves: see docs/decisions/2026-11-23-a-message-moves-no-index.md.
 */
export const conversations = pgTable(
  "conversations",
  {
    id: id(),
    businessId: businessId(),
    kind: text("kind", { enum: ["direct", "group", "broadcast", "internal"] })
      .notNull()
      .default("direct"),
    parentId: uuid("parent_id").references((): AnyPgColumn => conversations.id, { onDelete: "cascade" }),
    channel: text("channel", { enum: ["chat", "email", "voice"] })
      .notNull()
      .default("chat"),
    title: text("title").notNull().default(""),
    /** The last mail of its customer, which answers are put beside. */
    lastMail: jsonb("last_mail").$type<{ subject: string; messageId: string | null }>(),
    members: integer("members").notNull().default(0),
    /** How it stands as the business's work, in lib/work.ts; `workRev` counts what changed of it. */
    status: text("status", { enum: workStatuses }).notNull().default("open"),
    snoozedUntil: at("snoozed_until"),
    assigneeId: uuid("assignee_id").references(() => users.id, { onDelete: "set null" }),
    /** Until when it is held for whom it was given to in turn; nothing where somebody took it themselves. */
    leaseUntil: at("lease_until"),
    priority: integer("priority").notNull().default(PRIORITY_NORMAL),
    tags: uuid("tags").array().notNull().default(sql`'{}'`),
    /** When the earliest of what was promised is due. */
    dueAt: at("due_at"),
    workRev: integer("work_rev").notNull().default(0),
    /** That a person of the business goes on with it, or shall: its bot is not asked before it was completed. */
    isWithPeople: boolean("is_with_people").notNull().default(false),
    /** That its customer opened it again, which the notes are still to tell. */
    isWakeOwed: boolean("is_wake_owed").notNull().default(false),
    customerId: uuid("customer_id").references(() => users.id, { onDelete: "set null" }),
    lastSeq: integer("last_seq").notNull().default(0),
    rev: integer("rev").notNull().default(0),
    /** How far it was told of outside the rooms: by mail, to start with. */
    toldSeq: integer("told_seq").notNull().default(0),
    toldRev: integer("told_rev").notNull().default(0),
    toldWorkRev: integer("told_work_rev").notNull().default(0),
    lastMessageAt: at("last_message_at"),
    lastSpan: at("last_span").generatedAlwaysAs(sql.raw(spanOf("last_message_at"))),
    lastPreview: text("last_preview").notNull().default(""),
    /** What it is, where its words do not say it. */
    lastSort: text("last_sort", { enum: messageSorts }).notNull().default("text"),
    lastSenderId: uuid("last_sender_id"),
    lastSenderRole: text("last_sender_role", { enum: senderRoles }).notNull().default("customer"),
    lastSenderName: text("last_sender_name").notNull().default(""),
    isWaiting: boolean("is_waiting").generatedAlwaysAs(sql.raw(IS_WAITING)),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("conversations_direct").on(t.businessId, t.customerId).where(sql`kind = 'direct'`),
    uniqueIndex("conversations_broadcast").on(t.businessId).where(sql`kind = 'broadcast'`),
    index("conversations_noted").on(t.businessId, t.lastSpan.desc()).where(sql`kind = 'internal'`),
    uniqueIndex("conversations_notes").on(t.parentId).where(sql`kind = 'internal'`),
    index("conversations_inbox").on(t.businessId, t.status, t.lastSpan.desc()).where(sql.raw(IS_LISTED)),
    index("conversations_assigned")
      .on(t.assigneeId, t.businessId, t.status, t.lastSpan.desc())
      .where(sql.raw(`${IS_LISTED} and assignee_id is not null`)),
    index("conversations_unassigned")
      .on(t.businessId, t.status, t.lastSpan.desc())
      .where(sql.raw(`${IS_LISTED} and assignee_id is null`)),
    index("conversations_waiting")
      .on(t.businessId, sql.raw(FOR_PEOPLE), t.lastSpan.desc())
      .where(sql.raw(`${IS_LISTED} and is_waiting`)),
    index("conversations_held").on(t.assigneeId, t.businessId).where(sql`assignee_id is not null`),
    index("conversations_priority")
      .on(t.businessId, t.status, t.priority.desc(), t.lastSpan.desc())
      .where(sql.raw(IS_LISTED)),
    index("conversations_due")
      .on(t.businessId, t.status, t.dueAt, t.id)
      .where(sql.raw(`${IS_LISTED} and due_at is not null`)),
    index("conversations_assigned_due")
      .on(t.assigneeId, t.businessId, t.status, t.dueAt, t.id)
      .where(sql.raw(`${IS_LISTED} and due_at is not null and assignee_id is not null`)),
    // Nearly all of them come by the chat.
    index("conversations_channel")
      .on(t.businessId, t.channel, t.status, t.lastSpan.desc())
      .where(sql.raw(`${IS_LISTED} and channel <> 'chat'`)),
    // With the status: nearly all that ever had a tag is over. What was not merged yet is read through.
    index("conversations_tags")
      .using("gin", sql`tag_keys(status, tags)`)
      .with({ fastupdate: true, gin_pending_list_limit: 64 })
      .where(sql.raw(`${IS_LISTED} and tags <> '{}'`)),
    index("conversations_snoozed").on(t.snoozedUntil).where(sql`status = 'snoozed'`),
    index("conversations_leases").on(t.leaseUntil).where(sql`lease_until is not null`),
    index("conversations_wakes").on(t.id).where(sql`is_wake_owed`),
    check("conversations_group", sql`kind <> 'group' or members <= ${sql.raw(String(GROUP_MEMBERS_MAX))}`),
    index("conversations_customer").on(t.customerId, t.lastSpan.desc()),
  ],
);

export const participants = pgTable(
  "participants",
  {
    conversationId: conversationId(),
    userId: personId(),
    role: text("role", { enum: roles }).notNull(),
    /** In a group, and nothing elsewhere. */
    rank: text("rank", { enum: ranks }),
    joinedAt: at("joined_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    index("participants_user").on(t.userId),
    index("participants_groups").on(t.userId).where(sql`rank is not null`),
  ],
);

/** A message that tells of a call which rings or goes on. */
export const IS_LIVE_CALL = `kind = 'system' and metadata ->> 'event' = 'call' and metadata ->> 'state' in ('ringing', 'active')`;

/** The id is the client's. Names and roles are those of the moment of writing. */
export const messages = pgTable(
  "messages",
  {
    id: uuid("id").primaryKey(),
    conversationId: conversationId(),
    /** That of the conversation, for searching all of a business. */
    businessId: uuid("business_id").notNull(),
    seq: integer("seq").notNull(),
    rev: integer("rev").notNull(),
    kind: text("kind", { enum: ["text", "file", "system"] })
      .notNull()
      .default("text"),
    senderId: uuid("sender_id"),
    senderRole: text("sender_role", { enum: senderRoles }).notNull(),
    senderName: text("sender_name").notNull(),
    body: text("body").notNull(),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** Of the same conversation. */
    replyTo: uuid("reply_to"),
    /** The thread it stands in, and its place there, 1..n without gaps. */
    threadId: uuid("thread_id"),
    threadSeq: integer("thread_seq"),
    createdAt: createdAt(),
    editedAt: at("edited_at"),
    /** Once it is set nobody is given the body any more. */
    deletedAt: at("deleted_at"),
    deletedBy: uuid("deleted_by"),
    /** Whether anybody ever reacted: most messages need not be looked up among the reactions. */
    isReacted: boolean("is_reacted").notNull().default(false),
  },
  (t) => [
    unique("messages_place").on(t.conversationId, t.seq),
    index("messages_change").on(t.conversationId, t.rev),
    index("messages_deleted_files").on(t.deletedAt).where(sql`kind = 'file' and deleted_at is not null`),
    uniqueIndex("messages_live_call").on(t.conversationId).where(sql.raw(IS_LIVE_CALL)),
    index("messages_notices").on(t.conversationId, t.seq).where(sql`kind = 'system'`),
    // Who asked when, for how soon a business answers.
    index("messages_asked").on(t.businessId, t.createdAt).where(sql`sender_role = 'customer'`),
    index("messages_words").on(t.businessId, t.createdAt).where(sql.raw(HAS_WORDS)),
    uniqueIndex("messages_thread").on(t.threadId, t.threadSeq).where(sql`thread_id is not null`),
    index("messages_thread_place").on(t.threadId, t.seq).where(sql`thread_id is not null`),
    // What was not merged yet is read through by every search, so there must never be much of it.
    index("messages_search")
      .using("gin", sql`search_keys(body, conversation_id, business_id, created_at)`)
      .with({ fastupdate: true, gin_pending_list_limit: 256 })
      .where(sql`deleted_at is null and kind <> 'system' and metadata -> 'secret' is null`),
  ],
);
