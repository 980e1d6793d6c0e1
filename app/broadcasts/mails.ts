import { z } from "zod/mini";
import { businessById } from "@/db/businesses";
import * as readers from "@/db/readers";
import type { Reading } from "@/lib/following";
import { LOCALES, type Locale } from "@/lib/locale";
import { emailAddress } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { openPostMails, type PostMails, sealPostMails } from "@/lib/server/post-mails-token";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { openOperation, operation } from "../operation";
import { postOffice } from "../post-office";
import { limits } from "../redis";
import type { Viewer } from "../viewer";
import { wordsIn } from "../words";

/** Throws `not-found` for who does not follow. */
async function readingOf(viewer: Viewer, { businessId }: { businessId: string }): Promise<Reading> {
  const reading = await readers.readingOf(db(), { businessId, userId: viewer.id });
  if (!reading) throw new Refusal("not-found");
  return reading;
}

/**
 * Asks whoever reads at an address whether posts are to come there: none does before they said so. What is answered
 * does not depend on whose address it is.
 */
export const askForPostMails = operation({
  input: z.strictObject({ businessId: uuid, email: emailAddress, locale: z.enum(LOCALES) }),
  limit: "action",
  permit: readingOf,
  run: async ({ viewer, input: { businessId, email, locale }, grant: { mail } }) => {
    if (mail?.isConfirmed && mail.address === email)
      return { reading: await readingOf(viewer, { businessId }) };
    await limits().use("following:reader", viewer.id);
    const address = `${businessId} ${email}`;
    await limits().use("following:address", address);
    await limits().use("following:mailbox", email);
    const of = { businessId, userId: viewer.id, address: email };
    const reading = await readers.askForMails(db(), of);
    if (!reading) throw new Refusal("not-found");
    await sendMail(postOffice(), { to: email, ...(await questionTo(of, locale)) }).catch(
      async (cause: unknown) => {
        await limits().giveBack("following:address", address);
        throw new Refusal("unavailable", { cause });
      },
    );
    return { reading };
  },
});

/** No mails come any more, and none is waited for. */
export const stopPostMails = operation({
  input: z.strictObject({ businessId: uuid }),
  limit: "action",
  permit: readingOf,
  run: async ({ viewer, input }) => ({
    reading: await readers.askForMails(db(), { ...input, userId: viewer.id, address: null }),
  }),
});

/** Whoever has the address out of a mail says whether posts come there; it opens nothing else. */
export const wishPostMails = openOperation({
  input: z.strictObject({ token: z.string(), mails: z.enum(["on", "off"]) }),
  run: async ({ input: { token, mails } }) => {
    const isKnown = await readers.confirmMails(db(), { ...(await ofToken(token)), isWanted: mails === "on" });
    // Who wants no more, and is asked for no more, has what they want.
    if (!isKnown && mails === "on") throw new Refusal("not-found");
    return { mails };
  },
});

/** What an address out of a mail is about. Throws `not-found` where nobody waits for what it says any more. */
export async function postMailsOf(token: string) {
  const { businessId, userId, address } = await ofToken(token);
  const [business, reading] = await Promise.all([
    businessById(db(), businessId),
    readers.readingOf(db(), { businessId, userId }),
  ]);
  if (!business || reading?.mail?.address !== address) throw new Refusal("not-found");
  const { name, slug } = business;
  return { business: { name, slug }, address, isOn: reading.mail.isConfirmed };
}

function ofToken(token: string): Promise<PostMails> {
  return openPostMails(token, env().TOKEN_SECRET).catch((cause: unknown) => {
    throw new Refusal("not-found", { cause });
  });
}

async function questionTo(of: PostMails, locale: Locale) {
  const [t, business, token] = await Promise.all([
    wordsIn(locale, "following"),
    businessById(db(), of.businessId),
    sealPostMails(of, env().TOKEN_SECRET),
  ]);
  const said = { business: business?.name ?? "" };
  const letter = htmlMail({
    locale,
    heading: t("question.heading", said),
    paragraphs: [t("question.lead", said)],
    action: { words: t("question.do"), href: siteUrl(`/post-mails/${token}`) },
    closing: t("question.closing", said),
  });
  return { subject: t("question.subject", said), ...letter };
}
