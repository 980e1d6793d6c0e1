import { and, desc, eq, gt, isNull, max, type SQL, sql } from "drizzle-orm";
import { prefixQuery } from "./businesses";
import type { Db } from "./client";
import { formatCursor, type ListCursor } from "./list-cursor";
import { businesses, memberships, users } from "./schema";
import { apiTokens, sessions, visits } from "./session-parts";
import { USER_WORDS } from "./user-words";

export const USERS_PAGE_SIZE = 25;
export const SIGN_INS_SHOWN_MAX = 50;

/** What somebody is on the platform; what they are in a business is another thing. */
export const userKinds = ["account", "guest", "bot", "admin"] as const;
export type UserKind = (typeof userKinds)[number];

const isOfKind: Record<UserKind, SQL> = {
  account: sql`role = 'user' and email is not null`,
  guest: sql`role = 'user' and email is null`,
  bot: sql`role = 'bot'`,
  admin: sql`role = 'admin'`,
};

const listed = {
  id: users.id,
  name: users.name,
  email: users.email,
  mailAddress: users.mailAddress,
  role: users.role,
  createdAt: users.createdAt,
  suspendedAt: users.suspendedAt,
};

interface Wanted {
  search: string;
  kind?: UserKind | undefined;
  isSuspended?: boolean | undefined;
  before?: ListCursor | undefined;
}

/** Everybody there is, for admins, whoever came last first; every word of `search` begins one of a name or an address. */
export async function usersPage(db: Db, { search, kind, isSuspended, before }: Wanted) {
  const query = prefixQuery(search);
  const rows = await db
    .select(listed)
    .from(users)
    .where(
      and(
        query ? sql`${sql.raw(USER_WORDS)} @@ to_tsquery('simple', ${query})` : undefined,
        kind && isOfKind[kind],
        isSuspended === undefined
          ? undefined
          : isSuspended
            ? sql`suspended_at is not null`
            : isNull(users.suspendedAt),
        before &&
          sql`(${users.createdAt}, ${users.id}) < (${before.lastMessageAt}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(USERS_PAGE_SIZE + 1);
  const found = rows.slice(0, USERS_PAGE_SIZE).map(withKind);
  const last = rows.length > USERS_PAGE_SIZE ? found.at(-1) : undefined;
  const next = last && formatCursor({ lastMessageAt: last.createdAt.toISOString(), id: last.id });
  return { users: found, nextCursor: next ?? null };
}

/** Somebody, for admins. */
export async function userOf(db: Db, id: string) {
  const [row] = await db
    .select({ ...listed, suspendedReason: users.suspendedReason })
    .from(users)
    .where(eq(users.id, id));
  return row ? withKind(row) : null;
}

function withKind<Row extends Pick<typeof users.$inferSelect, "role" | "email" | "mailAddress">>(row: Row) {
  const { role, mailAddress, ...rest } = row;
  const kind: UserKind = role !== "user" ? role : row.email === null ? "guest" : "account";
  return { ...rest, email: row.email ?? mailAddress, kind };
}

/** What somebody is a member of. */
export function membershipsOf(db: Db, userId: string) {
  return db
    .select({
      ...{ businessId: businesses.id, name: businesses.name, role: memberships.role },
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(businesses, eq(businesses.id, memberships.businessId))
    .where(eq(memberships.userId, userId))
    .orderBy(businesses.name, businesses.id);
}

/** By what somebody is signed in, personal tokens as well, the newest first. `seenAt`: when it last opened something. */
export function signInsOf(db: Db, userId: string) {
  const seen = db
    .select({ at: max(visits.at) })
    .from(visits)
    .where(eq(visits.sessionId, sessions.id));
  return db
    .select({
      ...{ id: sessions.id, device: sessions.device, network: sessions.network, begunAt: sessions.createdAt },
      ...{ widgetOf: businesses.name, token: apiTokens.name, usedAt: apiTokens.lastUsedAt },
      seenAt: sql<Date | null>`(${seen})`.mapWith(visits.at),
    })
    .from(sessions)
    .leftJoin(apiTokens, eq(apiTokens.sessionId, sessions.id))
    .leftJoin(businesses, eq(businesses.id, sessions.confinedTo))
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(SIGN_INS_SHOWN_MAX);
}

/** Whether it is a sign-in of that person, and still one. */
export async function isSignInOf(db: Db, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  const [row] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)));
  return row !== undefined;
}
