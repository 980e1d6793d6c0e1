import { sql } from "drizzle-orm";
import { check, index, integer, pgTable } from "drizzle-orm/pg-core";
import { at, businessId } from "./columns";

/**
 * How long a business keeps what is written, and when it archives what is silent; nothing where it never said so. What
 * was decided and waits for its grace is in `next…`, and can be undone until `nextFrom`.
 */
export const retentions = pgTable(
  "retentions",
  {
    businessId: businessId().primaryKey(),
    messageDays: integer("message_days"),
    archiveDays: integer("archive_days"),
    nextMessageDays: integer("next_message_days"),
    nextArchiveDays: integer("next_archive_days"),
    nextFrom: at("next_from"),
    /** When it is looked through again; while somebody does, when another may. */
    runAt: at("run_at").notNull().defaultNow(),
    /** What has been taken since it was last told. */
    taken: integer("taken").notNull().default(0),
  },
  (t) => [
    index("retentions_due").on(t.runAt),
    check("retentions_messages", sql`least(${t.messageDays}, ${t.nextMessageDays}) >= 30`),
    check("retentions_archive", sql`least(${t.archiveDays}, ${t.nextArchiveDays}) >= 7`),
  ],
);
