import { index, integer, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { at, businessId, id } from "./columns";
import { conversations } from "./schema";

/** How far a business's figures are counted, from when an owner first looked at them. */
export const figures = pgTable(
  "figures",
  {
    businessId: businessId().primaryKey(),
    /** Whatever was written last before these is counted: in conversations, and among their notes. */
    talksTo: at("talks_to").notNull(),
    notesTo: at("notes_to").notNull(),
    /** When all there was had been counted. */
    countedAt: at("counted_at"),
    /** When it is counted on. */
    dueAt: at("due_at").notNull().defaultNow(),
  },
  (t) => [index("figures_due").on(t.dueAt)],
);

/**
 * Up to where a conversation, or the notes of one, are in the figures: messages by `seq`, what is told elsewhere by
 * `at`. `since` is when what goes on began: its customer's wait, or the work.
 */
export const figureMarks = pgTable("figure_marks", {
  conversationId: uuid("conversation_id")
    .primaryKey()
    .references(() => conversations.id, { onDelete: "cascade" }),
  seq: integer("seq").notNull(),
  at: at("at"),
  since: at("since"),
});

/** What took a while, in a conversation or by its notes. */
export const figureSpans = pgTable(
  "figure_spans",
  {
    id: id(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    businessId: businessId(),
    end: text("ending", { enum: ["answered", "completed", "archived"] }).notNull(),
    endedAt: at("ended_at").notNull(),
    seconds: integer("seconds").notNull(),
    userId: uuid("user_id"),
  },
  (t) => [
    index("figure_spans_conversation").on(t.conversationId),
    // With all that is read of them: there may be thousands on one day, each on a page of its own.
    index("figure_spans_period").on(t.businessId, t.end, t.endedAt, t.seconds, t.userId, t.conversationId),
  ],
);

/** How many messages were written in an hour of the business's clock: by a member, or by customers. */
export const figureHours = pgTable(
  "figure_hours",
  {
    businessId: businessId(),
    hour: timestamp("hour", { precision: 0 }).notNull(),
    /** Nobody where they are of customers. */
    userId: uuid("user_id"),
    messages: integer("messages").notNull(),
  },
  (t) => [unique("figure_hours_hour").on(t.businessId, t.hour, t.userId).nullsNotDistinct()],
);
