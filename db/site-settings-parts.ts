import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns";

/**
 * What admins set otherwise than it is by default: how many uses a limit allows, and what is switched off. As in the
 * audit trail, who did it is not referred to.
 */
export const siteSettings = pgTable(
  "site_settings",
  {
    /** `limit:` or `switch:` and its name. */
    key: text("key").primaryKey(),
    value: integer("value").notNull(),
    changedBy: uuid("changed_by").notNull(),
    changedAt: at("changed_at").notNull().defaultNow(),
  },
  () => [
    check(
      "site_settings_mean_something",
      sql`key ~ '^limit:.{1,60}$' and value >= 1 or key ~ '^switch:.{1,60}$' and value = 0`,
    ),
  ],
);
