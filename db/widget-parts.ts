import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { CORNERS, WIDGET_COLOR } from "../lib/widget";
import { businessId, createdAt, personId } from "./columns";
import { businesses } from "./schema";

/** How a business has its chat shown on its own sites. Without a row it is shown nowhere but here. */
export const widgets = pgTable("widgets", {
  businessId: uuid("business_id")
    .primaryKey()
    .references(() => businesses.id, { onDelete: "cascade" }),
  origins: text("origins").array().notNull().default([]),
  color: text("color").notNull().default(WIDGET_COLOR),
  corner: text("corner", { enum: CORNERS }).notNull().default("end"),
  /** What the business's server signs by who somebody is. */
  secret: text("secret"),
});

/** Whom a business's server has named: to each `subject` of theirs one of our people, a guest who is nobody elsewhere. */
export const widgetPeople = pgTable(
  "widget_people",
  {
    businessId: businessId(),
    subject: text("subject").notNull(),
    userId: personId(),
    /** As the business knows it; nobody is mailed there, and nobody signs in by it. */
    email: text("email"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.subject] }), index("widget_people_user").on(t.userId)],
);
