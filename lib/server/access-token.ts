import { jwtVerify, SignJWT } from "jose";
import { Refusal } from "../refusal";

const AUDIENCE = "api";
export const ACCESS_TOKEN_TTL_SECONDS = 15 * 60;

export function signAccessToken({ userId }: { userId: string }, secret: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(userId)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_TTL_SECONDS}s`)
    .sign(keyOf(secret));
}

/** Throws `unauthorized` for whatever is not an access token of ours that still holds. */
export async function verifyAccessToken(token: string, secret: string): Promise<{ userId: string }> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      audience: AUDIENCE,
      algorithms: ["HS256"],
      requiredClaims: ["exp", "sub"],
    });
    return { userId: String(payload.sub) };
  } catch (cause) {
    throw new Refusal("unauthorized", { cause });
  }
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
