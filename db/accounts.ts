import { and, eq } from "drizzle-orm";
import type { Db } from "./client";
import { users } from "./schema";
import { accounts } from "./session-parts";

/** Somebody else's word for who this is; `email` in lower case, and verified by them. */
export interface VouchedAccount {
  provider: string;
  providerAccountId: string;
  name: string;
  email: string;
}

/**
 * The user of a sign-in that somebody else vouches for: known, linked by its address, or new; `unknown` where nobody new
 * is to be. `null` when the address belongs to an account with a password: anyone could have registered it before its owner came,
 * and would then share the account.
 */
export function userOfAccount(
  db: Db,
  vouched: VouchedAccount,
  { isNewTaken }: { isNewTaken: boolean },
): Promise<{ id: string } | "unknown" | null> {
  const { provider, providerAccountId, name, email } = vouched;
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ id: accounts.userId })
      .from(accounts)
      .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId)));
    if (known) return known;
    if (isNewTaken)
      await tx.insert(users).values({ name, email }).onConflictDoNothing({ target: users.email });
    const [user] = await tx
      .select({ id: users.id, passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.email, email));
    if (!user) return "unknown";
    if (user.passwordHash !== null) return null;
    await tx.insert(accounts).values({ provider, providerAccountId, userId: user.id }).onConflictDoNothing();
    return { id: user.id };
  });
}
