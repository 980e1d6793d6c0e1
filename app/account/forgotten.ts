import { createHash } from "node:crypto";
import { after } from "next/server";
import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { ownAccountOf, setPassword } from "@/db/own-account";
import { credentialsOf } from "@/db/users";
import { emailAddress, newPassword } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { openForgotten, sealForgotten } from "@/lib/server/account-token";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import { hashPassword } from "@/lib/server/password";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { openOperation } from "../operation";
import { postOffice } from "../post-office";
import { limits } from "../redis";
import { clientAddress } from "../request";
import { wordsIn } from "../words";
import { signOutEverywhere } from "./leaving";
import { ownForm } from "./own-form";

/**
 * Mails whoever has an account with an address how to set its password. It is answered before anybody looks whether
 * there is one: neither words nor time tell.
 */
export const askForPassword = openOperation({
  input: z.pipe(ownForm("email"), z.object({ email: emailAddress })),
  run: async ({ input: { email } }) => {
    await limits().use("forgotten:caller", await clientAddress());
    await limits().use("account-mail:address", email);
    after(() =>
      mailForgotten(email).catch((error: unknown) => recordIncident("a forgotten password", error)),
    );
    return { to: "/forgotten?done=asked" };
  },
});

/** Sets the password by the address out of the mail, once; whoever is signed in as them is signed out by that. */
export const setForgotten = openOperation({
  input: z.pipe(ownForm("token", "password"), z.object({ token: z.string(), password: newPassword })),
  run: async ({ input: { token, password } }) => {
    const { userId, before } = await forgottenOf(token);
    const { name } = await ownAccountOf(db(), userId);
    const passwordHash = await hashPassword(password);
    const isSet = await db().transaction(async (tx) => {
      const isSet = await setPassword(tx, { userId, before, passwordHash });
      if (isSet)
        await audit(tx, {
          ...{ kind: "user.password-changed", businessId: null, subjectId: userId, detail: { way: "mail" } },
          ...{ actorId: userId, actorName: name, actorRole: "person" },
        });
      return isSet;
    });
    if (!isSet) throw new Refusal("not-found");
    await signOutEverywhere(userId);
    return { to: "/sign-in?done=password" };
  },
});

/** Whose password an address out of a mail may set. Throws `not-found` for what is none, too old, or was used. */
export async function forgottenOf(token: string): Promise<{ userId: string; before: string | null }> {
  const { email, mark, ...of } = await openForgotten(token, env().TOKEN_SECRET).catch((cause: unknown) => {
    throw new Refusal("not-found", { cause });
  });
  const found = await credentialsOf(db(), email);
  // Who reads at an address that was theirs once sets nothing.
  if (found?.id !== of.userId || markOf(found.passwordHash) !== mark) throw new Refusal("not-found");
  return { userId: found.id, before: found.passwordHash };
}

async function mailForgotten(email: string): Promise<void> {
  const found = await credentialsOf(db(), email);
  if (!found) return;
  const { locale } = await ownAccountOf(db(), found.id);
  const t = await wordsIn(locale ?? "en", "person");
  const mark = markOf(found.passwordHash);
  const token = await sealForgotten({ userId: found.id, email, mark }, env().TOKEN_SECRET);
  const letter = htmlMail({
    locale: locale ?? "en",
    heading: t("mail.forgotten.heading"),
    paragraphs: [t("mail.forgotten.lead")],
    action: { words: t("mail.forgotten.do"), href: siteUrl(`/forgotten/${token}`) },
    closing: t("mail.forgotten.closing"),
  });
  await sendMail(postOffice(), { to: email, subject: t("mail.forgotten.heading"), ...letter });
}

/** Tells one password from the next, and nothing of it: of its hash, which is of a salt as well. */
function markOf(passwordHash: string | null): string {
  return createHash("sha256")
    .update(passwordHash ?? "none")
    .digest("base64url");
}
