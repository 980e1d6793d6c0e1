import { sql } from "drizzle-orm";
import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { at, businessId, createdAt } from "./columns";

/**
 * The pictures that businesses gave as their logos. Its id is made of the business and of what is in the picture, and is
 * the name of its file: whatever is had by it never changes. Which one a business has is `businesses.logo_id`.
 */
export const logos = pgTable(
  "logos",
  {
    id: uuid("id").primaryKey(),
    businessId: businessId(),
    /** Since when it is not shown: until it is shown for the first time, and once another was put in its place. */
    leftAt: at("left_at").defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    index("logos_left").on(t.leftAt).where(sql`left_at is not null`),
    index("logos_shown").on(t.businessId).where(sql`left_at is null`),
  ],
);
