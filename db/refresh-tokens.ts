import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import type { Db } from "./client";
import { sessions, refreshTokens as tokens } from "./session-parts";

const TOKEN_BYTES = 32;
const TTL_DAYS = 30;
const TTL_MS = TTL_DAYS * 24 * 60 * 60 * 1000;
/** Two tabs, or a program that never heard the answer, come with one token twice; so long both are given the next. */
export const REFRESHED_TWICE_WITHIN_MS = 30_000;
/** Of the used ones so many are kept of a sign-in, the last. */
const USED_KEPT_MAX = 200;

interface Family {
  userId: string;
  sessionId: string;
}

/** Begins the family of a sign-in's refresh tokens, which ends with it; only the hash is kept. */
export async function addRefreshToken(
  db: Pick<Db, "insert">,
  { userId, sessionId, now }: Family & { now: Date },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  await db.insert(tokens).values({
    userId,
    family: sessionId,
    tokenHash: hashToken(token),
    expiresAt: new Date(now.getTime() + TTL_MS),
  });
  return token;
}

/**
 * Gives the next token for one, and lets its sign-in last on. `stolen` where that was exchanged before, longer ago than
 * two tabs of one person ever are apart: then nobody knows whose the sign-in is. Nothing for what holds no more.
 */
export async function exchangeRefreshToken(
  db: Db,
  token: string,
  now: Date,
): Promise<(Family & { is: "next"; token: string }) | (Family & { is: "stolen" }) | null> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: tokens.id, userId: tokens.userId, sessionId: tokens.family, usedAt: tokens.usedAt })
      .from(tokens)
      .innerJoin(sessions, eq(sessions.id, tokens.family))
      .where(
        and(
          ...[eq(tokens.tokenHash, hashToken(token)), gt(tokens.expiresAt, now)],
          gt(sessions.expiresAt, sql`now()`),
        ),
      )
      .for("update", { of: tokens });
    if (!found) return null;
    const { id, usedAt, ...family } = found;
    if (usedAt && now.getTime() - usedAt.getTime() > REFRESHED_TWICE_WITHIN_MS)
      return { is: "stolen", ...family };
    if (!usedAt) {
      await tx.update(tokens).set({ usedAt: now }).where(eq(tokens.id, id));
      await tx
        .update(sessions)
        .set({ expiresAt: sql`now() + make_interval(days => ${TTL_DAYS})` })
        .where(eq(sessions.id, family.sessionId));
      await removeOld(tx, family.sessionId);
    }
    return { is: "next", token: await addRefreshToken(tx, { ...family, now }), ...family };
  });
}

async function removeOld(db: Pick<Db, "select" | "delete">, sessionId: string): Promise<void> {
  const old = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(eq(tokens.family, sessionId), isNotNull(tokens.usedAt)))
    .orderBy(desc(tokens.usedAt))
    .offset(USED_KEPT_MAX);
  await db.delete(tokens).where(inArray(tokens.id, old));
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
