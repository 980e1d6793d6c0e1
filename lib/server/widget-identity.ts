import { randomBytes } from "node:crypto";
import { jwtVerify } from "jose";
import { z } from "zod/mini";
import { emailAddress, personName } from "../person";
import { storableText } from "../protocol/message";
import { Refusal } from "../refusal";

/** A token that leaks opens somebody's conversation, so none may hold for longer. */
export const IDENTITY_TTL_SECONDS_MAX = 60 * 60;
/** How far the clock of a business's server may be from ours. */
const CLOCK_TOLERANCE_SECONDS = 60;
const SUBJECT_LENGTH_MAX = 200;
const SECRET_BYTES = 32;

const identity = z.object({
  sub: storableText.check(z.minLength(1), z.maxLength(SUBJECT_LENGTH_MAX)),
  name: personName,
  email: z.optional(emailAddress),
});
export type Identity = z.infer<typeof identity>;

export function newIdentitySecret(): string {
  return `svw_${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

/** Throws `unauthorized` for whatever the business's server did not sign with its secret for a short while. */
export async function verifyIdentity(token: string, secret: string): Promise<Identity> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      requiredClaims: ["exp", "sub"],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const leftSeconds = (payload.exp ?? 0) - Date.now() / 1_000;
    if (leftSeconds > IDENTITY_TTL_SECONDS_MAX + CLOCK_TOLERANCE_SECONDS)
      throw new Error("It would hold for too long");
    return identity.parse(payload);
  } catch (cause) {
    throw new Refusal("unauthorized", { cause });
  }
}
