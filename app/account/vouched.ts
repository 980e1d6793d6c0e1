import { z } from "zod/mini";
import { userOfAccount } from "@/db/accounts";
import { emailAddress, personName } from "@/lib/person";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import { db } from "../database";
import { isOn } from "../site-settings";

export interface Voucher {
  provider: string;
  providerAccountId: string;
}

/** What both providers say; an address they have not verified could be anyone's. */
const vouchedProfile = z.object({
  email: emailAddress,
  email_verified: z.literal(true),
  name: z.optional(z.nullable(z.string())),
});

/**
 * `null` when the provider vouches for no address, or the address belongs to an account with a password. Where registering
 * is switched off, somebody new is `unknown`.
 */
export async function userOfVouched(
  { provider, providerAccountId }: Voucher,
  profile: unknown,
): Promise<{ id: string } | "unknown" | null> {
  const parsed = vouchedProfile.safeParse(profile);
  if (!parsed.success) return null;
  const { email } = parsed.data;
  const name = personName.safeParse(parsed.data.name?.slice(0, NAME_LENGTH_MAX));
  const nameOfAddress = email.slice(0, email.indexOf("@")).slice(0, NAME_LENGTH_MAX);
  const vouched = {
    ...{ provider, providerAccountId, email },
    name: name.success ? name.data : nameOfAddress,
  };
  return userOfAccount(db(), vouched, { isNewTaken: await isOn("registration") });
}
