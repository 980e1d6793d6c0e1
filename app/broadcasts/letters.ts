import type { Locale } from "@/lib/locale";
import { preview } from "@/lib/protocol/body";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import type { Mail } from "@/lib/server/mail";
import { type PostMails, sealPostMails } from "@/lib/server/post-mails-token";
import type { Notice } from "@/lib/server/push";
import { plainTextOf } from "@/lib/text-blocks";
import { siteUrl } from "../notifications/digest";
import { wordsIn } from "../words";

/** A post on its way to somebody: what it says stays as it was written, the frame is in their language. */
export interface Told {
  postId: string;
  businessName: string;
  body: string;
  /** How many there are. */
  pictures: number;
  asksToConfirm: boolean;
  /** The path under which it is read. */
  path: string;
  locale: Locale;
}

type Letter = Pick<Mail, "subject" | "text" | "html" | "headers">;

/** The mail to one reader. Each has a way to have no more of them, in one click (RFC 8058). */
export async function letterTo(of: PostMails, told: Told): Promise<Letter> {
  const stop = `post-mails/${await sealPostMails(of, env().TOKEN_SECRET)}`;
  return {
    ...(await letterOf(told, stop)),
    headers: {
      "List-Unsubscribe": `<${siteUrl(`/api/${stop}`)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

/** As it will look, for who wrote it. */
export async function testLetter(told: Told): Promise<Letter> {
  const { subject, ...letter } = await letterOf(told);
  const t = await wordsIn(told.locale, "following");
  return { ...letter, subject: t("mail.test", { subject }) };
}

async function letterOf(told: Told, stop?: string) {
  const { businessName, body, pictures, asksToConfirm, path, locale } = told;
  const t = await wordsIn(locale, "following");
  const said = { business: businessName, count: pictures };
  const text = plainTextOf(body);
  const letter = htmlMail({
    locale,
    heading: businessName,
    paragraphs: [
      ...(text ? [text] : []),
      ...(pictures > 0 ? [t("mail.pictures", said)] : []),
      ...(asksToConfirm ? [t("mail.confirm", said)] : []),
    ],
    action: { words: t("mail.read"), href: siteUrl(path) },
    closing: t("mail.why", said),
    ...(stop && { stop: { words: t("mail.stop", said), href: siteUrl(`/${stop}`) } }),
  });
  const line = lineOf(body);
  return { subject: line ? `${businessName}: ${line}` : t("mail.subject", said), ...letter };
}

/** What browsers show of it. One about the same post takes its place. */
export async function noticeOf({
  postId,
  businessName,
  body,
  pictures,
  path,
  locale,
}: Told): Promise<Notice> {
  const [t, notifications] = await Promise.all([
    wordsIn(locale, "following"),
    wordsIn(locale, "notifications"),
  ]);
  return {
    title: businessName,
    body: plainTextOf(preview(body)) || t("mail.pictures", { count: pictures }),
    ...{ tag: postId, path, locale, open: notifications("open") },
  };
}

/** Its first line with words. */
function lineOf(body: string): string {
  return (
    plainTextOf(preview(body))
      .split("\n")
      .find((line) => line.trim()) ?? ""
  );
}
