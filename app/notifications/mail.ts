import type { Job } from "@/db/jobs";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { signMailStop } from "@/lib/server/mail-stop-token";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";
import { lineOf, nameOf, siteUrl, type Told, tellUnread } from "./digest";

/** Throws where the mail was not taken. What is sent twice has the same Message-ID. */
export async function mailUnread(job: Job, now: Date): Promise<Date | null> {
  const { userId, conversationId } = job;
  return tellUnread(job, now, async (told) => {
    const { email, isMailed, lastSeq } = told.digest;
    if (!email || !isMailed) return;
    const stop = `unsubscribe/${await signMailStop(userId, env().TOKEN_SECRET)}`;
    const { hostname } = new URL(env().NEXTAUTH_URL);
    await sendMail(postOffice(), {
      to: email,
      ...(await letterOf(told, stop)),
      messageId: `<${conversationId}.${lastSeq}.${userId}@${hostname}>`,
      headers: {
        // Programs put the mails of one conversation together by this.
        References: `<${conversationId}@${hostname}>`,
        "List-Unsubscribe": `<${siteUrl(`/api/${stop}`)}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
  });
}

async function letterOf({ digest, locale, path }: Told, stop: string) {
  const t = await wordsIn(locale, "mail");
  const { messages, hasMore, businessName } = digest;
  const said = { about: nameOf(digest), count: messages.length };
  const lines = messages.map(async (message) => `${message.senderName}: ${await lineOf(message, locale)}`);
  const letter = htmlMail({
    locale,
    heading: t("unread.heading", said),
    paragraphs: [...(await Promise.all(lines)), ...(hasMore ? [t("unread.more")] : [])],
    action: { words: t("unread.action"), href: siteUrl(path) },
    closing: t("unread.closing", { business: businessName }),
    stop: { words: t("unread.stop"), href: siteUrl(`/${stop}`) },
  });
  return { subject: t("unread.subject", said), ...letter };
}
