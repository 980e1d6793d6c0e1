import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "./client";
import { businesses, users } from "./schema";
import { endSessions } from "./sessions";
import { endVisitsAt } from "./visits";

export interface Suspension {
  id: string;
  reason: string;
}

/**
 * Keeps somebody out from now on, by whatever sign-in or token; `null` where they are kept out already, or there is nobody.
 * The last admin who may come in stays one: `last-admin`.
 */
export async function suspendUser(
  tx: Db,
  { id, reason }: Suspension,
): Promise<{ name: string } | "last-admin" | null> {
  if (!(await hasOtherAdmin(tx, id))) return "last-admin";
  const [suspended] = await tx
    .update(users)
    .set({ suspendedAt: sql`now()`, suspendedReason: reason })
    .where(and(eq(users.id, id), isNull(users.suspendedAt)))
    .returning({ name: users.name });
  if (suspended) await endSessions(tx, { userId: id, except: null });
  return suspended ?? null;
}

/** They may sign in again; what was signed in before stays ended. */
export async function restoreUser(tx: Db, id: string): Promise<{ name: string } | null> {
  const [restored] = await tx
    .update(users)
    .set({ suspendedAt: null, suspendedReason: null })
    .where(and(eq(users.id, id), isNotNull(users.suspendedAt)))
    .returning({ name: users.name });
  return restored ?? null;
}

/** Makes somebody an admin, or one no longer; whoever has no address, and so no account, is made none. */
export async function setAdmin(
  tx: Db,
  { id, isAdmin }: { id: string; isAdmin: boolean },
): Promise<{ name: string } | "last-admin" | null> {
  if (!isAdmin && !(await hasOtherAdmin(tx, id))) return "last-admin";
  const [changed] = await tx
    .update(users)
    .set({ role: isAdmin ? "admin" : "user" })
    .where(and(eq(users.id, id), eq(users.role, isAdmin ? "user" : "admin"), isNotNull(users.email)))
    .returning({ name: users.name });
  return changed ?? null;
}

/** Whether there is an admin beside this one who may come in. Of two who part at once, one waits for the other. */
async function hasOtherAdmin(tx: Db, id: string): Promise<boolean> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(sql`${users.role} = 'admin'`, isNull(users.suspendedAt)))
    .orderBy(users.id)
    .for("update");
  return admins.some((admin) => admin.id !== id);
}

/** Closes a business to everybody; `null` where it is closed already, or there is none. Nothing of it is lost. */
export async function suspendBusiness(tx: Db, { id, reason }: Suspension): Promise<{ name: string } | null> {
  const [suspended] = await tx
    .update(businesses)
    .set({ suspendedAt: sql`now()`, suspendedReason: reason })
    .where(and(eq(businesses.id, id), isNull(businesses.suspendedAt)))
    .returning({ name: businesses.name });
  if (suspended) await endVisitsAt(tx, id);
  return suspended ?? null;
}

export async function restoreBusiness(tx: Db, id: string): Promise<{ name: string } | null> {
  const [restored] = await tx
    .update(businesses)
    .set({ suspendedAt: null, suspendedReason: null })
    .where(and(eq(businesses.id, id), isNotNull(businesses.suspendedAt)))
    .returning({ name: businesses.name });
  return restored ?? null;
}
