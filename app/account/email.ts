import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { changeAddress, ownAccountOf } from "@/db/own-account";
import type { Locale } from "@/lib/locale";
import { emailAddress, givenPassword } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { type AddressChange, openAddress, sealAddress } from "@/lib/server/account-token";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { openOperation, operation } from "../operation";
import { postOffice } from "../post-office";
import { limits } from "../redis";
import { wordsIn } from "../words";
import { ownForm } from "./own-form";
import { hasAccount, prove } from "./proof";

/**
 * Asks whoever reads at a new address whether it is theirs; nothing changes before they said so. What is answered does not
 * depend on whether there is an account with it.
 */
export const askForAddress = operation({
  input: z.pipe(
    ownForm("email", "password"),
    z.object({ email: emailAddress, password: z.nullable(givenPassword) }),
  ),
  limit: "action",
  permit: hasAccount,
  run: async ({ viewer, input: { email, password } }) => {
    await prove(viewer, password);
    if (viewer.email === null || email === viewer.email) throw new Refusal("conflict");
    await limits().use("account-mail:person", viewer.id);
    await limits().use("account-mail:address", email);
    const { locale } = await ownAccountOf(db(), viewer.id);
    const change = { userId: viewer.id, from: viewer.email, email };
    await sendMail(postOffice(), { to: email, ...(await questionTo(change, locale ?? "en")) }).catch(
      (cause: unknown) => {
        throw new Refusal("unavailable", { cause });
      },
    );
    return { to: "/settings/profile?done=asked#email" };
  },
});

/** Whoever has the address out of the mail says that it is theirs; the one before is told. */
export const confirmAddress = openOperation({
  input: z.pipe(ownForm("token"), z.object({ token: z.string() })),
  run: async ({ input: { token } }) => {
    const change = await addressOf(token);
    const { userId } = change;
    const { name, locale } = await ownAccountOf(db(), userId).catch((cause: unknown) => {
      throw new Refusal("not-found", { cause });
    });
    const outcome = await db().transaction(async (tx) => {
      const outcome = await changeAddress(tx, change);
      if (outcome === "changed")
        await audit(tx, {
          ...{ kind: "user.profile-changed", businessId: null, subjectId: userId, detail: { way: "email" } },
          ...{ actorId: userId, actorName: name, actorRole: "person" },
        });
      return outcome;
    });
    if (outcome === "stale") throw new Refusal("not-found");
    if (outcome === "taken") throw new Refusal("conflict");
    // It is changed, whether or not the mail can be sent.
    await sendMail(postOffice(), { to: change.from, ...(await farewell(change, locale ?? "en")) }).catch(
      (error: unknown) => recordIncident("a mail that tells of a new address", error),
    );
    return { to: "/settings/profile?done=email" };
  },
});

/** Throws `not-found` for what is none of ours, or too old. */
export function addressOf(token: string): Promise<AddressChange> {
  return openAddress(token, env().TOKEN_SECRET).catch((cause: unknown) => {
    throw new Refusal("not-found", { cause });
  });
}

async function questionTo(change: AddressChange, locale: Locale) {
  const t = await wordsIn(locale, "person");
  const token = await sealAddress(change, env().TOKEN_SECRET);
  const letter = htmlMail({
    locale,
    heading: t("mail.address.heading"),
    paragraphs: [t("mail.address.lead")],
    action: { words: t("mail.address.do"), href: siteUrl(`/new-address/${token}`) },
    closing: t("mail.address.closing"),
  });
  return { subject: t("mail.address.heading"), ...letter };
}

/** Names the new address by its beginning alone: who reads at the old one may be somebody else by now. */
async function farewell({ email }: AddressChange, locale: Locale) {
  const t = await wordsIn(locale, "person");
  const [name = "", host = ""] = email.split("@");
  const letter = htmlMail({
    locale,
    heading: t("mail.moved.heading"),
    paragraphs: [t("mail.moved.lead", { address: `${name.slice(0, 1)}…@${host}` })],
    closing: t("mail.moved.closing"),
  });
  return { subject: t("mail.moved.heading"), ...letter };
}
