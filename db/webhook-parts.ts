import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { deliveryStates, disabledReasons, type WebhookType } from "../lib/webhook";
import { at, businessId, createdAt, id } from "./columns";
import { DELIVERY_HAS_FAILED } from "./failure-sources";
import { conversations } from "./schema";

/** Where a business's own servers are told of what happens in its conversations. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: id(),
    businessId: businessId(),
    url: text("url").notNull(),
    types: text("types").array().$type<WebhookType[]>().notNull(),
    secret: text("secret").notNull(),
    /** The one before, which signs as well for a while. */
    formerSecret: text("former_secret"),
    formerUntil: at("former_until"),
    disabledBecause: text("disabled_because", { enum: disabledReasons }),
    disabledAt: at("disabled_at"),
    failingSince: at("failing_since"),
    /** When it was asked for that the owners be mailed that it was disabled for them. */
    ownersToldAt: at("owners_told_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhooks_business").on(t.businessId, t.createdAt),
    index("webhooks_enabled").on(t.businessId).where(sql`disabled_at is null`),
    index("webhooks_removed").on(t.disabledAt).where(sql`disabled_because = 'removed'`),
    index("webhooks_untold")
      .on(t.disabledAt)
      .where(sql`owners_told_at is null and disabled_because in ('gone', 'failing')`),
    check("webhooks_disabled", sql`(disabled_at is null) = (disabled_because is null)`),
  ],
);

/** What is still to be sent. Written as in its indexes. */
export const IS_PENDING = "state in ('waiting', 'sending')";

/**
 * That a webhook is to be told of something. What it is told is read when it is sent, so that nothing that was deleted
 * meanwhile leaves, and no text is kept twice. Of one conversation they are sent in the order of `place`.
 */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    /** The receiver's `webhook-id`, the same at every try. */
    id: id(),
    webhookId: uuid("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    place: bigint("place", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    type: text("type").notNull(),
    /** Nothing where it only tries the address. */
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
    messageId: uuid("message_id"),
    state: text("state", { enum: deliveryStates }).notNull().default("waiting"),
    /** When it is due, or given up by whoever sends it. */
    nextAt: at("next_at").notNull(),
    tries: integer("tries").notNull().default(0),
    status: integer("status"),
    answer: text("answer").notNull().default(""),
    failure: text("failure"),
    durationMs: integer("duration_ms"),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhook_deliveries_due").on(t.webhookId, t.nextAt).where(sql.raw(IS_PENDING)),
    index("webhook_deliveries_order").on(t.webhookId, t.conversationId, t.place).where(sql.raw(IS_PENDING)),
    index("webhook_deliveries_log").on(t.webhookId, t.place),
    index("webhook_deliveries_conversation").on(t.conversationId),
    index("webhook_deliveries_age").on(t.createdAt),
    index("webhook_deliveries_failed").on(t.createdAt).where(sql.raw(DELIVERY_HAS_FAILED)),
  ],
);
