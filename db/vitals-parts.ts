import { doublePrecision, integer, jsonb, pgTable } from "drizzle-orm/pg-core";
import type { Vitals } from "../lib/vitals";
import { at } from "./columns";

/** How things stood at each minute, by whichever process wrote its row first; see lib/vitals.ts. */
export const vitalsOfMinutes = pgTable("vitals", {
  minute: at("minute").primaryKey(),
  shards: jsonb("shards").$type<Vitals["shards"]>().notNull().default([]),
  waiting: integer("waiting").notNull().default(0),
  lateMs: doublePrecision("late_ms").notNull().default(0),
});
