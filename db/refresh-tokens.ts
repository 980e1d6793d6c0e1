import { createHash, randomBytes } from "node:crypto";
import type { Db } from "./client";
import { refreshTokens } from "./session-parts";

const TOKEN_BYTES = 32;
const TTL_MS = 30 * 24 * 60 * 60 * 1000;

/** Begins the family of a sign-in's refresh tokens, which ends with it; only the hash is kept. */
export async function addRefreshToken(
  db: Db,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: Date },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  await db.insert(refreshTokens).values({
    userId,
    family: sessionId,
    tokenHash: hashToken(token),
    expiresAt: new Date(now.getTime() + TTL_MS),
  });
  return token;
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
