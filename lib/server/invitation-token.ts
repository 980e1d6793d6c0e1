import { z } from "zod/mini";
import { INVITATION_TTL_SECONDS } from "../group";
import { Refusal } from "../refusal";
import { signToken, verifyToken } from "./signed-token";

const claims = z.object({ invitationId: z.uuid() });
const kind = { audience: "invitation", ttlSeconds: INVITATION_TTL_SECONDS, claims };

/** What stands in the address of an invitation. It outlives nothing: whether it still holds is in the database. */
export function signInvitation(
  invitationId: string,
  secret: string,
  ttlSeconds = INVITATION_TTL_SECONDS,
): Promise<string> {
  return signToken({ ...kind, ttlSeconds }, { invitationId }, secret);
}

/** Throws `not-found` for whatever we did not sign, `stale` for what we did and is over. */
export async function verifyInvitation(token: string, secret: string): Promise<string> {
  try {
    return (await verifyToken(kind, token, secret)).invitationId;
  } catch (cause) {
    throw new Refusal(isExpired(cause) ? "stale" : "not-found", { cause });
  }
}

function isExpired(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ERR_JWT_EXPIRED";
}
