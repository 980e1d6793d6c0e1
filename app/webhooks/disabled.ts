import { askForMailsOfDisabled, disabledFor } from "@/db/disabled-webhooks";
import type { WebhookJob } from "@/db/jobs";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";

const AT_ONCE_MAX = 10;

/** Has the owners of webhooks that were disabled for them mailed. */
export async function tellDisabled(now = new Date()): Promise<boolean> {
  return (await askForMailsOfDisabled(db(), { now, limit: AT_ONCE_MAX })) === AT_ONCE_MAX;
}

/** Throws where the mail was not taken. What is sent twice has the same Message-ID. */
export async function mailDisabled({ webhookId, userId }: WebhookJob): Promise<null> {
  const disabled = await disabledFor(db(), { webhookId, userId });
  if (!disabled) return null;
  const { url, because, business, slug, email, locale, disabledAt } = disabled;
  const t = await wordsIn(locale ?? "en", "mail");
  // The rest of the address may be a secret of the receiver's.
  const said = { business, host: new URL(url).host };
  const letter = htmlMail({
    locale: locale ?? "en",
    heading: t("webhook.heading", said),
    paragraphs: [t(because === "gone" ? "webhook.gone" : "webhook.failing", said), t("webhook.advice")],
    action: { words: t("webhook.action"), href: siteUrl(`/inbox/settings/webhooks?business=${slug}`) },
    closing: t("webhook.closing", said),
  });
  const { hostname } = new URL(env().NEXTAUTH_URL);
  const messageId = `<${webhookId}.${disabledAt.getTime()}.${userId}@${hostname}>`;
  await sendMail(postOffice(), { to: email, subject: t("webhook.heading", said), messageId, ...letter });
  return null;
}
