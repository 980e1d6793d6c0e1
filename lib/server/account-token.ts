import { z } from "zod/mini";
import { openToken, sealToken } from "./sealed-token";

/** As long as somebody may need to get at their other mailbox. */
export const ADDRESS_TTL_SECONDS = 24 * 60 * 60;
/** As long as somebody may need to look for a mail that they asked for just now. */
export const FORGOTTEN_TTL_SECONDS = 30 * 60;

const addressClaims = z.object({ userId: z.uuid(), from: z.string(), email: z.string() });
const address = { audience: "new-address", ttlSeconds: ADDRESS_TTL_SECONDS, claims: addressClaims };
export type AddressChange = z.infer<typeof addressClaims>;

const forgottenClaims = z.object({ userId: z.uuid(), email: z.string(), mark: z.string() });
const forgotten = {
  audience: "forgotten-password",
  ttlSeconds: FORGOTTEN_TTL_SECONDS,
  claims: forgottenClaims,
};
export type Forgotten = z.infer<typeof forgottenClaims>;

/** By which whoever reads at an address says that it is theirs; for as long as the one before is `from`, so once. */
export function sealAddress(change: AddressChange, secret: string): Promise<string> {
  return sealToken(address, change, secret);
}

/** Both throw `unauthorized` for whatever we did not seal, or sealed too long ago. */
export function openAddress(token: string, secret: string): Promise<AddressChange> {
  return openToken(address, token, secret);
}

/** By which whoever reads at the address of an account sets its password; `mark` is of the one before, so once. */
export function sealForgotten(of: Forgotten, secret: string): Promise<string> {
  return sealToken(forgotten, of, secret);
}

export function openForgotten(token: string, secret: string): Promise<Forgotten> {
  return openToken(forgotten, token, secret);
}
