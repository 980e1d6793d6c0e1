import { createHash, timingSafeEqual } from "node:crypto";

/** Whether somebody knows a secret; how long it takes tells whoever guesses nothing. Nobody knows one that is not set. */
export function isSameSecret(given: string, secret: string | undefined): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return secret !== undefined && timingSafeEqual(digest(given), digest(secret));
}

/** Whether a program proves itself with a secret: `Bearer …`. */
export function isBearerOf(authorization: string | null, secret: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  return given !== undefined && isSameSecret(given, secret);
}
