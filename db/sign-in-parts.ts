import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { signInEventKinds } from "../lib/sign-in-event";
import { at, id, personId } from "./columns";

/** What was out of the ordinary about how somebody signed in, for them and the admins to see; kept for a while only. */
export const signInEvents = pgTable(
  "sign_in_events",
  {
    id: id(),
    userId: personId(),
    kind: text("kind", { enum: signInEventKinds }).notNull(),
    device: text("device"),
    network: text("network"),
    count: integer("count").notNull().default(1),
    at: at("at").notNull(),
  },
  (t) => [index("sign_in_events_user").on(t.userId, t.at), index("sign_in_events_at").on(t.at)],
);
