import { jwtVerify, SignJWT } from "jose";
import { z } from "zod/mini";
import { Refusal } from "../refusal";

/** What every token has: an id that no other has, and an end. */
export const stamp = z.object({ id: z.uuid(), expiresAtMs: z.number() });
export type Stamp = z.infer<typeof stamp>;

type Shape = z.ZodMiniType<Record<string, unknown>>;

/** One kind of token of ours. The audience keeps kinds apart even where they share a secret. */
export interface Kind<Claims extends Shape> {
  audience: string;
  ttlSeconds: number;
  claims: Claims;
}

export async function signToken<Claims extends Shape>(
  { audience, ttlSeconds }: Kind<Claims>,
  claims: z.output<Claims>,
  secret: string,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setJti(crypto.randomUUID())
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${ttlSeconds}s`)
    .sign(await keyOf(secret));
}

/** Throws `unauthorized` for whatever is not a token of this kind that we signed and that still holds. */
export async function verifyToken<Claims extends Shape>(
  { audience, claims }: Kind<Claims>,
  token: string,
  secret: string,
): Promise<z.output<Claims> & Stamp> {
  try {
    const { payload } = await jwtVerify(token, await keyOf(secret), {
      audience,
      algorithms: ["HS256"],
      requiredClaims: ["exp", "jti"],
    });
    const { jti: id, exp = 0 } = payload;
    return { ...claims.parse(payload), ...stamp.parse({ id, expiresAtMs: exp * 1000 }) };
  } catch (cause) {
    throw new Refusal("unauthorized", { cause });
  }
}

const keys = new Map<string, CryptoKey>();

/** Imported once: that costs as much as what is done with it. */
async function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret) ?? (await imported(secret));
  keys.set(secret, known);
  return known;
}

function imported(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}
