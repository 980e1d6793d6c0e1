import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, conversations, createdAt, id, users } from "./schema";

export const jobKinds = ["mail"] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * What is to be done later, by whichever process claims it. There is one of a kind for a person and a conversation:
 * asked for again while it waits, it stays one. What is done is gone; what was given up stays, with why.
 */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    kind: text("kind", { enum: jobKinds }).notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
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
    index("jobs_user").on(t.userId),
    index("jobs_conversation").on(t.conversationId),
  ],
);

/** Up to which message somebody was told of a conversation away from the site; it only grows. */
export const notified = pgTable(
  "notified",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    mailedSeq: integer("mailed_seq").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId] }),
    index("notified_conversation").on(t.conversationId),
  ],
);
