import { sql } from "drizzle-orm";
import { text, timestamp, uuid } from "drizzle-orm/pg-core";
import { businesses, conversations, users } from "./schema";

// Functions are there before the module is: whichever of the two is asked for first, the schema needs these.
export function at(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3 });
}
export function id() {
  return uuid("id").primaryKey().default(sql`gen_random_uuid()`);
}
export function createdAt() {
  return at("created_at").notNull().defaultNow();
}

/** Since when an admin keeps somebody out, or a business closed to everybody, and why; nothing for all others. */
export function suspension() {
  return { suspendedAt: at("suspended_at"), suspendedReason: text("suspended_reason") };
}

/** What goes with whom or what it is of. */
export function personId(name = "user_id") {
  return uuid(name)
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });
}
export function businessId() {
  return uuid("business_id")
    .notNull()
    .references(() => businesses.id, { onDelete: "cascade" });
}
export function conversationId() {
  return uuid("conversation_id")
    .notNull()
    .references(() => conversations.id, { onDelete: "cascade" });
}
