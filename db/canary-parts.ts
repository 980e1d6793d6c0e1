import { boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { type CanaryTimes, canaryHops } from "../lib/canary";
import { at } from "./columns";

/** One flight of the canary in each minute, by whichever process wrote its row first. */
export const canaryRuns = pgTable("canary_runs", {
  minute: at("minute").primaryKey(),
  isOver: boolean("is_over").notNull().default(false),
  broken: text("broken", { enum: canaryHops }),
  why: text("why"),
  took: jsonb("took").$type<CanaryTimes>().notNull().default({}),
});
