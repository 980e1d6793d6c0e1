import { z } from "zod/mini";
import { type Kind, signToken, verifyToken } from "./signed-token";

export const ACCESS_TOKEN_TTL_SECONDS = 15 * 60;

const grant = z.object({ sessionId: z.uuid() });
export type AccessGrant = z.infer<typeof grant>;

const kind: Kind<typeof grant> = { audience: "api", ttlSeconds: ACCESS_TOKEN_TTL_SECONDS, claims: grant };

export function signAccessToken(claims: AccessGrant, secret: string): Promise<string> {
  return signToken(kind, claims, secret);
}

/** Throws `unauthorized` for whatever is not an access token of ours that still holds. */
export function verifyAccessToken(token: string, secret: string): Promise<AccessGrant> {
  return verifyToken(kind, token, secret);
}
