import { fullDateOf } from "@/components/ui/moment";
import type { SignInJob } from "@/db/jobs";
import { signInFor } from "@/db/sign-in-events";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";

/** Throws where the mail was not taken. What is sent twice has the same Message-ID. */
export async function mailSignIn({ signInEventId }: SignInJob): Promise<null> {
  const signIn = await signInFor(db(), { signInEventId });
  if (!signIn) return null;
  const { email, device, network, at, timeZone } = signIn;
  const locale = signIn.locale ?? "en";
  const t = await wordsIn(locale, "unusual");
  const letter = htmlMail({
    locale,
    heading: t("mail.heading"),
    paragraphs: [
      t("mail.lead", {
        device: device ?? t("unknownDevice"),
        network: network ?? t("unknownNetwork"),
        when: fullDateOf(at.toISOString(), { locale, timeZone: timeZone ?? "UTC", nowMs: at.getTime() }),
      }),
      t("mail.advice"),
    ],
    action: { words: t("mail.action"), href: siteUrl("/settings/security") },
    closing: t("mail.closing"),
  });
  const { hostname } = new URL(env().NEXTAUTH_URL);
  await sendMail(postOffice(), {
    ...{ to: email, subject: t("mail.heading"), messageId: `<${signInEventId}@${hostname}>` },
    ...letter,
  });
  return null;
}
