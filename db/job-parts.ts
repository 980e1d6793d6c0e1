import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { notificationLevels } from "../lib/notification";
import { at, conversationId, createdAt, id, personId } from "./columns";
import { HAS_FAILED } from "./failure-sources";
import { conversations } from "./schema";
import { sessions } from "./session-parts";
import { signInEvents } from "./sign-in-parts";
import { webhooks } from "./webhook-parts";

/**
 * What somebody has not read of a conversation, by mail or push; that a webhook was disabled, or that somebody signed in with
 * a device that was not seen before, by mail.
 */
export const jobKinds = ["mail", "push", "webhook", "sign-in"] as const;

/**
 * What is to be done later, by whichever process claims it. There is one of a kind for a person and what it is about:
 * asked for again while it waits, it stays one. What is done is gone; what was given up stays, with why.
 */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    kind: text("kind", { enum: jobKinds }).notNull(),
    userId: personId(),
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
    webhookId: uuid("webhook_id").references(() => webhooks.id, { onDelete: "cascade" }),
    signInEventId: uuid("sign_in_event_id").references(() => signInEvents.id, { onDelete: "cascade" }),
    runAt: at("run_at").notNull(),
    /** How often it was asked for: what was asked for while it was done is not done by that. */
    asked: integer("asked").notNull().default(1),
    /** How often it was tried since it last succeeded. */
    tries: integer("tries").notNull().default(0),
    /** Why it failed the last time. */
    failure: text("failure"),
    givenUpAt: at("given_up_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("jobs_asked").on(t.kind, t.userId, t.conversationId),
    index("jobs_due").on(t.runAt).where(sql`given_up_at is null`),
    index("jobs_failed").on(t.kind, t.createdAt).where(sql.raw(HAS_FAILED)),
    index("jobs_user").on(t.userId),
    index("jobs_conversation").on(t.conversationId),
    uniqueIndex("jobs_webhook").on(t.webhookId, t.userId).where(sql`webhook_id is not null`),
    uniqueIndex("jobs_sign_in").on(t.signInEventId).where(sql`sign_in_event_id is not null`),
    check(
      "jobs_about",
      sql`(webhook_id is null) = (kind <> 'webhook') and (sign_in_event_id is null) = (kind <> 'sign-in')
        and (conversation_id is null) = (kind in ('webhook', 'sign-in'))`,
    ),
  ],
);

/** Up to which message somebody was told of a conversation away from the site; it only grows. */
export const notified = pgTable(
  "notified",
  {
    userId: personId(),
    conversationId: conversationId(),
    mailedSeq: integer("mailed_seq").notNull().default(0),
    pushedSeq: integer("pushed_seq").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId] }),
    index("notified_conversation").on(t.conversationId),
  ],
);

/** A browser that wants to be told at once, by its push service (RFC 8030), for as long as its sign-in lasts. */
export const pushSubscriptions = pgTable(
  "push_subscriptions",
  {
    id: id(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    userId: personId(),
    /** Where its push service takes what is for it. */
    endpoint: text("endpoint").notNull().unique(),
    /** What it can be written to with, so that its push service cannot read it (RFC 8291). */
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("push_subscriptions_user").on(t.userId, t.createdAt),
    index("push_subscriptions_session").on(t.sessionId),
  ],
);

/** What somebody wants to be told of one conversation, where it is not what is usual. */
export const notificationChoices = pgTable(
  "notification_choices",
  {
    userId: personId(),
    conversationId: conversationId(),
    level: text("level", { enum: notificationLevels }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId] }),
    index("notification_choices_conversation").on(t.conversationId),
  ],
);
