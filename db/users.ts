import { and, eq, gt, isNotNull, isNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Locale } from "../lib/locale";
import type { Db } from "./client";
import { clockOfUser } from "./clock-of-user";
import { businesses, memberships, users } from "./schema";
import { sessions } from "./session-parts";

/** Whose sign-in it is, and what they are a member of, as it stands now; `null` once it has ended, or they are suspended. */
export async function personOfSession(db: Db, sessionId: string) {
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      showsPresence: users.showsPresence,
      confinedTo: sessions.confinedTo,
      businessId: businesses.id,
      businessSlug: businesses.slug,
      businessName: businesses.name,
      closedAt: businesses.suspendedAt,
      memberRole: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(businesses, eq(businesses.id, memberships.businessId))
    .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, sql`now()`), isNull(users.suspendedAt)))
    .orderBy(businesses.name, businesses.id);
  const [first] = rows;
  if (!first) return null;
  return {
    id: first.id,
    name: first.name,
    email: first.email,
    role: first.role,
    showsPresence: first.showsPresence,
    confinedTo: first.confinedTo,
    memberships: rows.flatMap(({ businessId, businessSlug, businessName, memberRole, closedAt }) =>
      businessId && businessSlug && businessName && memberRole && !closedAt
        ? [{ businessId, businessSlug, businessName, role: memberRole }]
        : [],
    ),
    closedTo: rows.flatMap(({ businessSlug, businessName, closedAt }) =>
      closedAt && businessSlug && businessName ? [{ businessSlug, businessName }] : [],
    ),
  };
}

/** `email` in lower case. */
export async function credentialsOf(db: Db, email: string) {
  const [row] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  return row ?? null;
}

/** Whether an admin keeps somebody out. */
export async function isSuspended(db: Db, userId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.suspendedAt)));
  return row !== undefined;
}

export async function addGuest(db: Db, name: string): Promise<{ id: string }> {
  const [guest] = await db.insert(users).values({ name }).returning({ id: users.id });
  if (!guest) throw new Error("An insert without a conflict clause returns its row");
  return guest;
}

export interface NewAccount {
  name: string;
  /** In lower case. */
  email: string;
  passwordHash: string | null;
}

/** `null` when the address is taken; of two at once, one gets it. */
export async function addAccount(db: Db, account: NewAccount): Promise<{ id: string } | null> {
  const [row] = await db
    .insert(users)
    .values(account)
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return row ?? null;
}

/**
 * Gives a guest an address and a password; id and conversations stay. `null` when the address is taken
 * or the guest has become an account meanwhile. Of two at once for one address the later one fails on the
 * unique index, and finds the address taken when it tries again.
 */
export async function upgradeGuest(
  db: Db,
  { userId, ...account }: NewAccount & { userId: string },
): Promise<{ id: string } | null> {
  const others = alias(users, "others");
  const [row] = await db
    .update(users)
    .set(account)
    .where(
      and(
        eq(users.id, userId),
        isNull(users.email),
        notExists(db.select({ id: others.id }).from(others).where(eq(others.email, account.email))),
      ),
    )
    .returning({ id: users.id });
  return row ?? null;
}

/** By which clock somebody goes, and in which language they read. Written only where it is another one. */
export async function setWays(
  db: Db,
  { userId, ...ways }: { userId: string; timeZone?: string; locale: Locale },
): Promise<void> {
  const { timeZone = users.timeZone, locale } = ways;
  await db
    .update(users)
    .set(ways)
    .where(
      and(
        eq(users.id, userId),
        sql`(${users.timeZone}, ${users.locale}) is distinct from (${timeZone}, ${locale})`,
      ),
    );
}

export async function setMailed(
  db: Db,
  { userId, isMailed }: { userId: string; isMailed: boolean },
): Promise<void> {
  await db.update(users).set({ isMailed }).where(eq(users.id, userId));
}

export interface NotificationSettings {
  isMailed: boolean;
  /** Between when, `HH:MM` by their clock, nothing rings. */
  quiet: { from: string; until: string } | null;
  /** By which clock they go, where they chose it or their browser said so. */
  timeZone: string | null;
  isTimeZoneChosen: boolean;
}

export async function notificationSettingsOf(db: Db, userId: string): Promise<NotificationSettings> {
  const { isMailed, chosenTimeZone, quietFrom, quietUntil } = users;
  const isTimeZoneChosen = sql<boolean>`${chosenTimeZone} is not null`;
  const [row] = await db
    .select({ isMailed, timeZone: clockOfUser, isTimeZoneChosen, quietFrom, quietUntil })
    .from(users)
    .where(eq(users.id, userId));
  if (!row) return { isMailed: false, quiet: null, timeZone: null, isTimeZoneChosen: false };
  const { quietFrom: from, quietUntil: until, ...settings } = row;
  return { ...settings, quiet: from === null || until === null ? null : { from, until } };
}

export async function setNotifications(
  db: Db,
  {
    userId,
    quiet,
    ...settings
  }: { userId: string; timeZone?: string; isMailed?: boolean } & Pick<NotificationSettings, "quiet">,
): Promise<void> {
  await db
    .update(users)
    .set({ ...settings, quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null })
    .where(eq(users.id, userId));
}
