import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { botCallStates, botDisabledReasons } from "../lib/bot";
import { at, conversationId, createdAt, id, personId } from "./columns";
import { IS_FAILING } from "./failure-sources";
import { businesses } from "./schema";

/** The bot of a business: as whom it answers, and where it is asked. There is one, for good. */
export const bots = pgTable(
  "bots",
  {
    businessId: uuid("business_id")
      .primaryKey()
      .references(() => businesses.id, { onDelete: "cascade" }),
    userId: personId().unique(),
    url: text("url").notNull(),
    secret: text("secret").notNull(),
    /** The one before, which signs as well for a while. */
    formerSecret: text("former_secret"),
    formerUntil: at("former_until"),
    /** Since when it is asked: nothing that was said before. */
    enabledAt: at("enabled_at").notNull().defaultNow(),
    disabledAt: at("disabled_at"),
    disabledBecause: text("disabled_because", { enum: botDisabledReasons }),
    /** Since when it was not reached, and why the last time. */
    failingSince: at("failing_since"),
    failure: text("failure"),
    createdAt: createdAt(),
  },
  (t) => [
    index("bots_failing").on(t.failingSince).where(sql.raw(IS_FAILING)),
    check("bots_disabled", sql`(disabled_at is null) = (disabled_because is null)`),
  ],
);

/**
 * That a bot is to be asked about what its customer said last, one at a time in a conversation. What it is asked is read
 * when it is: nothing leaves that was deleted meanwhile.
 */
export const botCalls = pgTable(
  "bot_calls",
  {
    /** Its `webhook-id`, the same at every try; another with every message. */
    id: id(),
    conversationId: conversationId().unique(),
    businessId: uuid("business_id")
      .notNull()
      .references(() => bots.businessId, { onDelete: "cascade" }),
    messageId: uuid("message_id").notNull(),
    state: text("state", { enum: botCallStates }).notNull().default("waiting"),
    /** When it is due, or given up by whoever asks it, or by when it should have answered. */
    nextAt: at("next_at").notNull(),
    tries: integer("tries").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [index("bot_calls_due").on(t.businessId, t.nextAt)],
);
