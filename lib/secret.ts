import { isStaff, type Role } from "./permissions";
import type { Message } from "./protocol/message";
import type { Secret, SecretSide } from "./protocol/secret";

export const SECRET_LENGTH_MAX = 2_000;
/** For how many devices a secret can be sealed at once. */
export const ENVELOPES_MAX = 100;
/** How many devices of one person a secret can be sealed for: those that were here last. */
export const DEVICE_KEYS_PER_USER_MAX = 10;
/** How long a secret can wait for its reader. */
export const SECRET_HOURS = [1, 24, 7 * 24] as const;
export type SecretHours = (typeof SECRET_HOURS)[number];
/** For so long whoever opened it may ask again, on the same device: the answer may have been lost on its way. */
export const SECRET_OPEN_AGAIN_SECONDS = 60;

/** What a message tells of the secret it stands for; nothing where it is a message like others. */
export function secretOf({ metadata }: Pick<Message, "metadata">): Secret | undefined {
  return isSecret(metadata.secret) ? metadata.secret : undefined;
}

/** Nobody but the ledger puts it there. */
function isSecret(told: unknown): told is Secret {
  return typeof told === "object" && told !== null && "side" in told && "expiresAt" in told;
}

/** The side that somebody reads for. */
export function ownSide(role: Role): SecretSide {
  return isStaff(role) ? "business" : "customer";
}

/** The side that their secrets are for. */
export function otherSide(role: Role): SecretSide {
  return isStaff(role) ? "customer" : "business";
}
