import { z } from "zod/mini";
import { signToken, verifyToken } from "./signed-token";

/** As long as somebody may look at an old mail. */
const TTL_SECONDS = 2 * 365 * 24 * 60 * 60;

const claims = z.object({ userId: z.uuid() });
const kind = { audience: "mail-stop", ttlSeconds: TTL_SECONDS, claims };

/** What stands in the address by which whoever got a mail has no more of them. It opens nothing else. */
export function signMailStop(userId: string, secret: string): Promise<string> {
  return signToken(kind, { userId }, secret);
}

/** Throws `unauthorized` for whatever we did not sign, or signed too long ago. */
export async function verifyMailStop(token: string, secret: string): Promise<string> {
  return (await verifyToken(kind, token, secret)).userId;
}
