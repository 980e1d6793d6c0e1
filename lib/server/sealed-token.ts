import { EncryptJWT, jwtDecrypt } from "jose";
import type { z } from "zod/mini";
import { Refusal } from "../refusal";

type Shape = z.ZodMiniType<Record<string, unknown>>;

/** A kind of token that nobody can read: for addresses in mails, which may reach somebody else. */
export interface SealedKind<Claims extends Shape> {
  audience: string;
  ttlSeconds: number;
  claims: Claims;
}

export async function sealToken<Claims extends Shape>(
  { audience, ttlSeconds }: SealedKind<Claims>,
  claims: z.output<Claims>,
  secret: string,
): Promise<string> {
  return new EncryptJWT(claims)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(audience)
    .setExpirationTime(`${ttlSeconds}s`)
    .encrypt(await keyOf(audience, secret));
}

/** Throws `unauthorized` for whatever we did not seal as this kind, or sealed too long ago. */
export async function openToken<Claims extends Shape>(
  { audience, claims }: SealedKind<Claims>,
  token: string,
  secret: string,
): Promise<z.output<Claims>> {
  try {
    const { payload } = await jwtDecrypt(token, await keyOf(audience, secret), {
      audience,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      requiredClaims: ["exp"],
    });
    return claims.parse(payload);
  } catch (cause) {
    throw new Refusal("unauthorized", { cause });
  }
}

/** Of its own: what is signed by the secret elsewhere is not sealed by the same key. */
async function keyOf(audience: string, secret: string): Promise<Uint8Array> {
  const text = new TextEncoder().encode(`${audience} ${secret}`);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text));
}
