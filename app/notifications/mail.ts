import type { TellingJob } from "@/db/jobs";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { ANSWER_ABOVE } from "@/lib/server/mail-in/own-words";
import { replyAddress } from "@/lib/server/mail-in/reply-address";
import { signMailStop } from "@/lib/server/mail-stop-token";
import { answerOf } from "../mail/answer";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";
import { lineOf, nameOf, siteUrl, type Told, tellUnread } from "./digest";

/** Throws where the mail was not taken. What is sent twice has the same Message-ID. */
export async function mailUnread(job: TellingJob, now: Date): Promise<Date | null> {
  const { userId, conversationId } = job;
  const { MAIL_DOMAIN: domain, TOKEN_SECRET: secret, NEXTAUTH_URL } = env();
  return tellUnread(job, now, async (told) => {
    const { email, isMailed, isByMail, messages, lastSeq } = told.digest;
    if (!email || !isMailed) return;
    const { hostname } = new URL(NEXTAUTH_URL);
    const above = domain && `${ANSWER_ABOVE} ${(await wordsIn(told.locale, "mail"))("above")}`;
    const stop = `unsubscribe/${await signMailStop(userId, secret)}`;
    const { references = [], ...letter } = isByMail
      ? await answerOf(told, above)
      : { ...(await letterOf(told, { stop, above })), headers: headersOf(stop) };
    const seq = isByMail ? (messages.at(-1)?.seq ?? lastSeq) : lastSeq;
    await sendMail(postOffice(), {
      ...letter,
      to: email,
      messageId: `<${conversationId}.${seq}.${userId}@${hostname}>`,
      ...(domain && { replyTo: replyAddress({ conversationId, userId }, { domain, secret }) }),
      // Programs put the mails of one conversation together by this.
      headers: {
        ...letter.headers,
        References: [`<${conversationId}@${hostname}>`, ...references].join(" "),
      },
    });
  });
}

function headersOf(stop: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${siteUrl(`/api/${stop}`)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

async function letterOf(
  { digest, locale, path }: Told,
  { stop, above }: { stop: string; above: string | undefined },
) {
  const t = await wordsIn(locale, "mail");
  const { messages, hasMore, businessName } = digest;
  const said = { about: nameOf(digest), count: messages.length };
  const lines = messages.map(async (message) => `${message.senderName}: ${await lineOf(message, locale)}`);
  const letter = htmlMail({
    locale,
    ...(above && { above }),
    heading: t("unread.heading", said),
    paragraphs: [...(await Promise.all(lines)), ...(hasMore ? [t("unread.more")] : [])],
    action: { words: t("unread.action"), href: siteUrl(path) },
    closing: t("unread.closing", { business: businessName }),
    stop: { words: t("unread.stop"), href: siteUrl(`/${stop}`) },
  });
  return { subject: t("unread.subject", said), ...letter, references: [] };
}
