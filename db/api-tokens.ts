import { createHash, randomBytes } from "node:crypto";
import { and, asc, count, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { API_TOKEN_PREFIX, API_TOKENS_PER_PERSON_MAX, type ApiScope, type ApiToken } from "../lib/api-token";
import type { Db } from "./client";
import { users } from "./schema";
import { apiTokens, sessions } from "./session-parts";

const SECRET_BYTES = 32;
/** A sign-in always ends; that of a token without an end does so when nobody is left to ask. */
const FOR_GOOD_DAYS = 36_500;
/** A use is written down at most so often: whoever asks much must not write as much. */
const USE_NOTED_EVERY = sql`interval '1 minute'`;

type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

interface New {
  userId: string;
  name: string;
  scopes: ApiScope[];
  days: number | null;
}

/** A token is a sign-in of its own, so it ends as one does. `secret` is known to nobody but who is given it here. */
export function addApiToken(
  db: Db,
  { userId, name, scopes, days }: New,
): Promise<{ token: ApiToken; secret: string } | "too-many"> {
  return db.transaction(async (tx) => {
    if (await hasAll(tx, userId)) return "too-many";
    const [session] = await tx
      .insert(sessions)
      .values({ userId, expiresAt: sql`now() + make_interval(days => ${days ?? FOR_GOOD_DAYS})` })
      .returning();
    if (!session) throw new Error("An insert without a conflict clause returns its row");
    const secret = `${API_TOKEN_PREFIX}${randomBytes(SECRET_BYTES).toString("base64url")}`;
    const [token] = await tx
      .insert(apiTokens)
      .values({
        ...{ sessionId: session.id, userId, name, scopes, tokenHash: hashOf(secret) },
        expiresAt: days === null ? null : session.expiresAt,
      })
      .returning();
    if (!token) throw new Error("An insert without a conflict clause returns its row");
    return { token: shown(token), secret };
  });
}

/** Those of a person that hold, the oldest first. */
export async function apiTokensOf(db: Db, userId: string): Promise<ApiToken[]> {
  const rows = await db
    .select({ token: apiTokens })
    .from(apiTokens)
    .innerJoin(sessions, eq(sessions.id, apiTokens.sessionId))
    .where(and(eq(apiTokens.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(asc(apiTokens.createdAt), asc(apiTokens.sessionId));
  return rows.map(({ token }) => shown(token));
}

/** Whether a person has such a token. */
export async function isApiTokenOf(db: Db, { userId, id }: { userId: string; id: string }): Promise<boolean> {
  const [row] = await db
    .select({ id: apiTokens.sessionId })
    .from(apiTokens)
    .where(and(eq(apiTokens.sessionId, id), eq(apiTokens.userId, userId)));
  return row !== undefined;
}

/** The sign-in that a token is, and what for; `null` for what is none. Whether it still holds, the sign-in says. */
export async function grantOfApiToken(
  db: Db,
  secret: string,
): Promise<{ sessionId: string; scopes: ApiScope[] } | null> {
  const [found] = await db
    .select({
      sessionId: apiTokens.sessionId,
      scopes: apiTokens.scopes,
      isNoted: sql<boolean>`coalesce(${apiTokens.lastUsedAt} >= now() - ${USE_NOTED_EVERY}, false)`,
    })
    .from(apiTokens)
    .where(eq(apiTokens.tokenHash, hashOf(secret)));
  if (!found) return null;
  const { isNoted, ...token } = found;
  if (!isNoted) await noteUse(db, token.sessionId);
  return token;
}

/** Of many at once the first writes, and the others find it written. */
async function noteUse(db: Db, sessionId: string): Promise<void> {
  const isOld = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - ${USE_NOTED_EVERY}`));
  await db
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiTokens.sessionId, sessionId), isOld));
}

/** Of two made at once each counts the other. */
async function hasAll(tx: Tx, userId: string): Promise<boolean> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const [known] = await tx
    .select({ count: count() })
    .from(apiTokens)
    .innerJoin(sessions, eq(sessions.id, apiTokens.sessionId))
    .where(and(eq(apiTokens.userId, userId), gt(sessions.expiresAt, sql`now()`)));
  return (known?.count ?? 0) >= API_TOKENS_PER_PERSON_MAX;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function shown({ sessionId: id, name, scopes, ...at }: typeof apiTokens.$inferSelect): ApiToken {
  return {
    ...{ id, name, scopes },
    createdAt: at.createdAt.toISOString(),
    expiresAt: at.expiresAt?.toISOString() ?? null,
    lastUsedAt: at.lastUsedAt?.toISOString() ?? null,
  };
}
