import * as z from "zod/mini";
import { addAccount, upgradeGuest } from "@/db/users";
import { emailAddress, newPassword, personName } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { hashPassword } from "@/lib/server/password";
import { db } from "../database";
import { openOperation } from "../operation";
import { limits } from "../redis";
import { clientAddress } from "../request";

/** A guest becomes an account and keeps id and conversations; anyone else gets a new account. */
export const registerAccount = openOperation({
  input: z.strictObject({ name: personName, email: emailAddress, password: newPassword }),
  run: async ({ viewer, input: { name, email, password } }) => {
    await limits().use("register", await clientAddress());
    const account = { name, email, passwordHash: await hashPassword(password) };
    const made = viewer?.isGuest
      ? await upgradeGuest(db(), { ...account, userId: viewer.id })
      : await addAccount(db(), account);
    if (!made) throw new Refusal("conflict", { message: "There is an account with this e-mail address." });
    return {};
  },
});
