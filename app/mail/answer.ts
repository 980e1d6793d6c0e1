import { MAIL_FILES_BYTES_MAX } from "@/lib/notification";
import type { Attachment, Message } from "@/lib/protocol/message";
import { htmlMail } from "@/lib/server/html-mail";
import { plainTextOf } from "@/lib/text-blocks";
import { fileStorage } from "../attachments/storage";
import { lineOf, nameOf, type Told } from "../notifications/digest";
import { wordsIn } from "../words";

/** What somebody who only writes mails is answered: all that was said and its files, beside their own mail. */
export async function answerOf({ digest, locale }: Told, above: string | undefined) {
  const t = await wordsIn(locale, "mail");
  const { messages, businessName, lastMail } = digest;
  const files = filesThatFit(messages);
  const paragraphs = messages.map(async (message) => {
    const words =
      message.attachments.length > 0 ? message.body : message.body || (await lineOf(message, locale));
    const names = message.attachments.map(({ id, name }) =>
      files.has(id) ? name : t("answer.notSent", { name }),
    );
    const said = [plainTextOf(words), ...names].filter(Boolean).join("\n");
    return `${message.senderName}: ${said}`;
  });
  const about = nameOf(digest);
  const subject = lastMail?.subject
    ? `Re: ${lastMail.subject.replace(/^(re:\s*)+/i, "")}`
    : t("answer.subject", { about });
  const replied = lastMail?.messageId;
  return {
    ...htmlMail({
      locale,
      ...(above && { above }),
      heading: about,
      paragraphs: await Promise.all(paragraphs),
      closing: t("answer.closing", { business: businessName }),
    }),
    subject,
    attachments: await Promise.all([...files.values()].map(sent)),
    references: replied ? [replied] : [],
    headers: { ...(replied && { "In-Reply-To": replied }) },
  };
}

/** As many as a mail takes, in their order; the rest is only named. */
function filesThatFit(messages: Message[]): Map<string, Attachment & { conversationId: string }> {
  let room = MAIL_FILES_BYTES_MAX;
  const fitting = new Map<string, Attachment & { conversationId: string }>();
  for (const { conversationId, attachments } of messages)
    for (const attachment of attachments) {
      if (attachment.bytes > room) continue;
      room -= attachment.bytes;
      fitting.set(attachment.id, { ...attachment, conversationId });
    }
  return fitting;
}

async function sent({ id, conversationId, name, mediaType }: Attachment & { conversationId: string }) {
  const content = await fileStorage().get({ conversationId, attachmentId: id, variant: "original" });
  return { filename: name, contentType: mediaType, content };
}
