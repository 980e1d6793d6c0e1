import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { addAccount, upgradeGuest } from "@/db/users";
import { emailAddress, newPassword, personName } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { hashPassword } from "@/lib/server/password";
import { requestId } from "@/lib/server/request-context";
import { db } from "../database";
import { openOperation } from "../operation";
import { limits } from "../redis";
import { clientAddress } from "../request";
import { refuseIfOff } from "../site-settings";
import type { Viewer } from "../viewer";

export const registration = z.strictObject({ name: personName, email: emailAddress, password: newPassword });

export const registerAccount = openOperation({
  input: registration,
  run: async ({ viewer, input }) => {
    await registerPerson(viewer, input, await clientAddress());
    return {};
  },
});

/** A guest becomes an account and keeps id and conversations; anyone else gets a new account. */
export async function registerPerson(
  viewer: Viewer | null,
  { name, email, password }: z.output<typeof registration>,
  address: string,
): Promise<{ id: string }> {
  await refuseIfOff("registration");
  await limits().use("register", address);
  const account = { name, email, passwordHash: await hashPassword(password) };
  const made = await db().transaction(async (tx) => {
    const one = viewer?.isGuest
      ? await upgradeGuest(tx, { ...account, userId: viewer.id })
      : await addAccount(tx, account);
    if (one)
      await audit(tx, {
        ...{ actorId: one.id, actorName: name, actorRole: "person", requestId: requestId() ?? null },
        ...{ kind: "user.registered", businessId: null, subjectId: one.id },
      });
    return one;
  });
  if (!made) throw new Refusal("conflict", { message: "There is an account with this e-mail address." });
  return made;
}
