import { and, eq, gt, inArray, isNotNull, lt, ne, sql } from "drizzle-orm";
import { type AuditEntry, audit } from "./audit";
import type { Db } from "./client";
import { users } from "./schema";
import { refreshTokens, sessions } from "./session-parts";
import { endVisitsOf } from "./visits";
import { widgetPeople } from "./widget-parts";

const TTL = sql`interval '30 days'`;
/** Sessions that ended are kept this long, in which the rooms they opened are told. */
const KEPT = sql`interval '1 day'`;
const REMOVED_AT_ONCE = 100;

/** Where a sign-in began, as far as it is kept. */
export interface Whence {
  device: string | null;
  network: string | null;
}

/** Begins a sign-in, of a widget to the one business, and removes a few of those that ended long ago. */
export async function startSession(
  db: Db,
  userId: string,
  { confinedTo = null, device, network }: { confinedTo?: string | null } & Partial<Whence> = {},
): Promise<{ id: string }> {
  const session = await db.transaction(async (tx) => {
    const [started] = await tx
      .insert(sessions)
      .values({ userId, confinedTo, device, network, expiresAt: sql`now() + ${TTL}` })
      .returning({ id: sessions.id });
    if (!started) throw new Error("An insert without a conflict clause returns its row");
    if (confinedTo === null)
      await auditSignIn(tx, { userId, device: device ?? null, network: network ?? null });
    return started;
  });
  const old = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(lt(sessions.expiresAt, sql`now() - ${KEPT}`))
    .limit(REMOVED_AT_ONCE);
  await db.delete(sessions).where(inArray(sessions.id, old));
  return session;
}

/**
 * Ends one sign-in, all of a person's, or all but one, or all that a business's server vouched for. Where any did, the audit
 * trail is told so.
 */
export async function endSessions(
  db: Db,
  which: { sessionId: string } | { userId: string; except: string | null } | { vouchedBy: string },
  told?: AuditEntry,
): Promise<void> {
  const chosen = chosenBy(db, which);
  const ids = await db.transaction(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ expiresAt: sql`now()` })
      .where(and(chosen, gt(sessions.expiresAt, sql`now()`)))
      .returning({ id: sessions.id });
    const ids = ended.map(({ id }) => id);
    await tx.delete(refreshTokens).where(inArray(refreshTokens.family, ids));
    await endVisitsOf(tx, ids);
    if (told && ids.length > 0) await audit(tx, told);
    return ids;
  });
  // Once more now that nothing new is allowed: a visit may have been recorded in between.
  await endVisitsOf(db, ids);
}

/** Guests sign in to nothing that was there before. */
async function auditSignIn(
  tx: Pick<Db, "select" | "insert">,
  { userId, device, network }: Whence & { userId: string },
): Promise<void> {
  const [person] = await tx
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.email)));
  if (!person) return;
  await audit(tx, {
    ...{ actorId: userId, actorName: person.name, actorRole: "person", kind: "user.signed-in" },
    ...{ businessId: null, subjectId: userId },
    detail: { ...(device && { device }), ...(network && { address: network }) },
  });
}

function chosenBy(db: Db, which: Parameters<typeof endSessions>[1]) {
  if ("sessionId" in which) return eq(sessions.id, which.sessionId);
  if ("userId" in which) {
    const isOther = which.except === null ? undefined : ne(sessions.id, which.except);
    return and(eq(sessions.userId, which.userId), isOther);
  }
  const { userId, businessId } = widgetPeople;
  const vouched = db.select({ userId }).from(widgetPeople).where(eq(businessId, which.vouchedBy));
  return and(eq(sessions.confinedTo, which.vouchedBy), inArray(sessions.userId, vouched));
}
