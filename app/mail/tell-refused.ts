import { peopleWith } from "@/db/mail-senders";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import { isAutomatic } from "@/lib/server/mail-in/automatic";
import { type IncomingMail, incomingMail } from "@/lib/server/mail-in/incoming-mail";
import { headOf } from "@/lib/server/mail-in/mail-head";
import { isVouchedFor } from "@/lib/server/mail-in/vouched";
import { db } from "../database";
import { postOffice } from "../post-office";
import { limits } from "../redis";
import { wordsIn } from "../words";
import type { Handed } from "./receive";

/** What stands in mails to many, and in those of programs. */
const WANT_NO_ANSWER = /^(list-.*|x-auto-response-suppress|feedback-id)$/;

type Reason = "not-found" | "forbidden" | "blocked" | "closed" | "too-long" | "bad-command";

/**
 * Tells by a mail who sent one that it was refused for good. Only a person of whom a domain says that they sent it, for
 * it would go to whoever was forged; and once an hour, however much they send. Tried once, and never throws.
 */
export async function tellRefused({ raw, recipient }: Handed, code: RefusalCode): Promise<void> {
  try {
    const mail = await incomingMail(headOf(raw));
    if (!isAnswerable(mail)) return;
    await limits().use("mail:refused", mail.from.address);
    await answer(mail, { recipient, code });
  } catch (error) {
    // Nobody can be told of what is no mail, and nobody a second time.
    if (!(error instanceof Refusal)) recordIncident("mail of a refusal", error);
  }
}

/** Without the word of the mail server in front there is nothing to go by. */
function isAnswerable(mail: IncomingMail): boolean {
  const { MAIL_AUTHSERV_ID: authservId, MAIL_DOMAIN: domain, NEXTAUTH_URL } = env();
  if (authservId === undefined || domain === undefined) return false;
  const domains = [domain, new URL(NEXTAUTH_URL).hostname];
  const wantsNone = mail.headers.some(({ key }) => WANT_NO_ANSWER.test(key));
  return (
    isVouchedFor(mail, authservId) && !wantsNone && !isAutomatic(mail, { returnPath: undefined, domains })
  );
}

async function answer(
  { from, subject, messageId }: IncomingMail,
  { recipient, code }: { recipient: string; code: RefusalCode },
): Promise<void> {
  const people = await peopleWith(db(), from.address);
  const locale = people.find((person) => person.locale)?.locale ?? "en";
  const t = await wordsIn(locale, "mail");
  const letter = htmlMail({
    locale,
    heading: t("refused.heading"),
    paragraphs: [t("refused.lead", { address: recipient }), t(`refused.because.${reasonOf(code)}`)],
    closing: t("refused.closing"),
  });
  await sendMail(postOffice(), {
    ...letter,
    to: from.address,
    subject: subject ? t("refused.subjectOf", { subject }) : t("refused.heading"),
    isForNobodyToReturn: true,
    headers: {
      // RFC 3834: what answers a mail by itself says so, and is put beside it.
      "Auto-Submitted": "auto-replied",
      ...(messageId && { "In-Reply-To": messageId, References: messageId }),
    },
  });
}

function reasonOf(code: RefusalCode): Reason {
  switch (code) {
    case "not-found":
    case "blocked":
    case "closed":
    case "too-long":
    case "bad-command":
      return code;
    default:
      return "forbidden";
  }
}
