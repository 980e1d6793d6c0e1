import { accessTo } from "@/db/conversations";
import { type Digest, digestFor, keepMailed } from "@/db/digest";
import type { Job } from "@/db/jobs";
import type { Locale } from "@/lib/locale";
import { isStaff } from "@/lib/permissions";
import type { Message } from "@/lib/protocol/message";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { signMailStop } from "@/lib/server/mail-stop-token";
import { telling } from "@/lib/telling";
import { plainTextOf } from "@/lib/text-blocks";
import { db } from "../database";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";

/**
 * Mails somebody what they have not read of a conversation; nothing where they read it meanwhile, anywhere, or may not
 * any more. Throws where the mail was not taken. Whoever dies between the mail and the note of it sends it once more,
 * under the same Message-ID.
 */
export async function mailUnread({ userId, conversationId }: Pick<Job, "userId" | "conversationId">) {
  const access = await accessTo(db(), { conversationId, userId });
  if (!access || access.kind === "internal") return;
  const side = { isStaff: isStaff(access.role) };
  const digest = await digestFor(db(), { userId, conversationId }, side);
  if (!digest) return;
  const stop = `unsubscribe/${await signMailStop(userId, env().TOKEN_SECRET)}`;
  const { hostname } = new URL(env().NEXTAUTH_URL);
  await sendMail(postOffice(), {
    to: digest.email,
    ...(await letterOf(digest, { path: `/${side.isStaff ? "inbox" : "chats"}/${conversationId}`, stop })),
    messageId: `<${conversationId}.${digest.lastSeq}.${userId}@${hostname}>`,
    headers: {
      // Programs put the mails of one conversation together by this.
      References: `<${conversationId}@${hostname}>`,
      "List-Unsubscribe": `<${siteUrl(`/api/${stop}`)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  });
  await keepMailed(db(), { userId, conversationId, seq: digest.lastSeq });
}

async function letterOf(digest: Digest, { path, stop }: { path: string; stop: string }) {
  const locale = digest.locale ?? "en";
  const t = await wordsIn(locale, "mail");
  const { messages, hasMore, businessName } = digest;
  const about = digest.kind === "group" ? digest.title : businessName;
  const said = { about, count: messages.length };
  const letter = htmlMail({
    locale,
    heading: t("unread.heading", said),
    paragraphs: [
      ...(await Promise.all(messages.map((message) => lineOf(message, locale)))),
      ...(hasMore ? [t("unread.more")] : []),
    ],
    action: { words: t("unread.action"), href: siteUrl(path) },
    closing: t("unread.closing", { business: businessName }),
    stop: { words: t("unread.stop"), href: siteUrl(`/${stop}`) },
  });
  return { subject: t("unread.subject", said), ...letter };
}

/** Of a secret, and of a file, only what it is. */
async function lineOf(message: Message, locale: Locale): Promise<string> {
  const t = await wordsIn(locale, "common");
  const { preview, sort } = telling(message);
  const words = sort === "secret" ? "" : plainTextOf(preview);
  return `${message.senderName}: ${words || t(`sorts.${sort === "closing" ? "text" : sort}`)}`;
}

function siteUrl(path: string): string {
  return new URL(path, env().NEXTAUTH_URL).href;
}
