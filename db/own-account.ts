import { and, eq, isNotNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "./client";
import { users } from "./schema";

type Writer = Pick<Db, "select" | "update">;

/** An account as its person sees it. */
export async function ownAccountOf(db: Db, userId: string) {
  const [row] = await db
    .select({
      ...{ name: users.name, email: users.email, locale: users.locale },
      ...{ timeZone: users.timeZone, chosenTimeZone: users.chosenTimeZone },
      hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      ...{ createdAt: users.createdAt, eraseAt: users.eraseAt },
    })
    .from(users)
    .where(eq(users.id, userId));
  if (!row) throw new Error("Whoever is signed in has an account");
  return row;
}

export async function passwordHashOf(db: Db, userId: string): Promise<string | null> {
  const [row] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId));
  return row?.hash ?? null;
}

/** Whether it was set: not where another was set since `before` was read. */
export async function setPassword(
  db: Writer,
  { userId, before, passwordHash }: { userId: string; before: string | null; passwordHash: string },
): Promise<boolean> {
  const isAsBefore = sql`${users.passwordHash} is not distinct from ${before}::text`;
  const set = await db
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, userId), isNotNull(users.email), isAsBefore))
    .returning({ id: users.id });
  return set.length > 0;
}

/** The clock somebody goes by from now on; nothing for what their browser says. */
export async function setTimeZone(
  db: Writer,
  { userId, timeZone }: { userId: string; timeZone: string | null },
): Promise<void> {
  await db.update(users).set({ chosenTimeZone: timeZone }).where(eq(users.id, userId));
}

export async function rename(db: Writer, { userId, name }: { userId: string; name: string }): Promise<void> {
  await db.update(users).set({ name }).where(eq(users.id, userId));
}

export interface NewAddress {
  userId: string;
  /** What it is to be instead of. */
  from: string;
  /** In lower case. */
  email: string;
}

/** `stale` where the address is another one by now; of two that want the same at once, the later fails and may ask again. */
export async function changeAddress(
  db: Writer,
  { userId, from, email }: NewAddress,
): Promise<"changed" | "taken" | "stale"> {
  const others = alias(users, "others");
  const holder = db.select({ id: others.id }).from(others).where(eq(others.email, email));
  const isTheirs = and(eq(users.id, userId), eq(users.email, from));
  const changed = await db
    .update(users)
    .set({ email })
    .where(and(isTheirs, notExists(holder)))
    .returning({ id: users.id });
  if (changed.length > 0) return "changed";
  const asBefore = await db.select({ id: users.id }).from(users).where(isTheirs);
  return asBefore.length > 0 ? "taken" : "stale";
}
