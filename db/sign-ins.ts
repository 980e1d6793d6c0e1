import { and, desc, eq, gt, isNull, max, sql } from "drizzle-orm";
import type { Db } from "./client";
import { businesses } from "./schema";
import { apiTokens, sessions, visits } from "./session-parts";

/** Of more, the oldest are not shown one by one; they end with all others. */
export const SIGN_INS_SHOWN_MAX = 50;

export interface SignIn {
  id: string;
  /** What it began with and from where, where that is known. */
  device: string | null;
  network: string | null;
  /** Of a widget, the business whose chat it sees. */
  businessName: string | null;
  createdAt: string;
  /** About when it last opened something, where it did in the last days. */
  lastAt: string | null;
}

/** The sign-ins of somebody that hold, the newest first; personal tokens are shown as such. */
export async function signInsOf(db: Db, userId: string): Promise<SignIn[]> {
  const { id, device, network, createdAt, expiresAt } = sessions;
  const rows = await db
    .select({ id, device, network, createdAt, businessName: businesses.name, lastAt: max(visits.at) })
    .from(sessions)
    .leftJoin(apiTokens, eq(apiTokens.sessionId, id))
    .leftJoin(businesses, eq(businesses.id, sessions.confinedTo))
    .leftJoin(visits, eq(visits.sessionId, id))
    .where(and(eq(sessions.userId, userId), gt(expiresAt, sql`now()`), isNull(apiTokens.sessionId)))
    .groupBy(id, businesses.name)
    .orderBy(desc(createdAt), id)
    .limit(SIGN_INS_SHOWN_MAX);
  return rows.map(({ createdAt, lastAt, ...row }) => ({
    ...{ ...row, createdAt: createdAt.toISOString(), lastAt: lastAt?.toISOString() ?? null },
  }));
}

/** Whether it is, or was, a sign-in of somebody. */
export async function isSignInOf(db: Db, { userId, id }: { userId: string; id: string }): Promise<boolean> {
  const [row] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId)));
  return row !== undefined;
}

/** When a sign-in began. */
export async function signInBegan(db: Db, id: string): Promise<Date | null> {
  const [row] = await db.select({ at: sessions.createdAt }).from(sessions).where(eq(sessions.id, id));
  return row?.at ?? null;
}
