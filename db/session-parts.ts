import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ApiScope } from "../lib/api-token";
import { at, createdAt, id } from "./columns";
import { businesses, users } from "./schema";

/** A way to sign in that somebody else vouches for. */
export const accounts = pgTable(
  "accounts",
  {
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] }), index("accounts_user").on(t.userId)],
);

/** One sign-in, of a browser or a program. It ends when it expires; signing out sets the moment to now. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The one business whose chat it may see, of those that began in a widget. */
    confinedTo: uuid("confined_to").references(() => businesses.id, { onDelete: "cascade" }),
    /** From which kind of device and which network it began; nothing more exact is kept. */
    device: text("device"),
    network: text("network"),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    index("sessions_user").on(t.userId),
    index("sessions_end").on(t.expiresAt),
    index("sessions_confined").on(t.confinedTo).where(sql`confined_to is not null`),
  ],
);

/**
 * Which rooms a sign-in was given tickets to, so that they can be told when it ends. `isOver`: it has no
 * business there any more, and the room is yet to be told.
 */
export const visits = pgTable(
  "visits",
  {
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    party: text("party", { enum: ["main", "feed"] }).notNull(),
    room: text("room").notNull(),
    at: at("at").notNull().defaultNow(),
    isOver: boolean("is_over").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.party, t.room] }),
    index("visits_over").on(t.sessionId).where(sql`is_over`),
  ],
);

/** Refresh tokens of the API, kept as hashes; those born of one sign-in share a family. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The sign-in they were born of. */
    family: uuid("family")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    /** When it was first exchanged for the next; kept, so that whoever comes with it later is known for a thief. */
    usedAt: at("used_at"),
  },
  (t) => [index("refresh_tokens_user").on(t.userId), index("refresh_tokens_family").on(t.family, t.usedAt)],
);

/** Personal tokens of the API, kept as hashes. Each is a sign-in of its own. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    sessionId: uuid("session_id")
      .primaryKey()
      .references(() => sessions.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    scopes: text("scopes").array().$type<ApiScope[]>().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt: createdAt(),
    /** Nothing where it holds until it is ended. */
    expiresAt: at("expires_at"),
    lastUsedAt: at("last_used_at"),
  },
  (t) => [index("api_tokens_user").on(t.userId, t.createdAt)],
);
