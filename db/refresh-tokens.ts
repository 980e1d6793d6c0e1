import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Db } from "./client";
import { refreshTokens } from "./schema";

const TOKEN_BYTES = 32;
const TTL_MS = 30 * 24 * 60 * 60 * 1000;

/** Begins a family of refresh tokens; only the hash is kept. */
export async function addRefreshToken(
  db: Db,
  { userId, now }: { userId: string; now: Date },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  await db.insert(refreshTokens).values({
    userId,
    family: randomUUID(),
    tokenHash: hashToken(token),
    expiresAt: new Date(now.getTime() + TTL_MS),
  });
  return token;
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
