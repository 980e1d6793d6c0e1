import { claimDisabled, ownersOf } from "@/db/disabled-webhooks";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";

const AT_ONCE_MAX = 10;

type Disabled = Awaited<ReturnType<typeof claimDisabled>>[number];
type Owner = Awaited<ReturnType<typeof ownersOf>>[number];

/** Mails the owners of webhooks that were disabled for them: once at most, and what is not taken is not sent again. */
export async function tellDisabled(now = new Date()): Promise<boolean> {
  const claimed = await claimDisabled(db(), { now, limit: AT_ONCE_MAX });
  if (claimed.length === 0) return false;
  const owners = await ownersOf(
    db(),
    claimed.map(({ businessId }) => businessId),
  );
  const mails = claimed.flatMap((webhook) =>
    owners
      .filter(({ businessId }) => businessId === webhook.businessId)
      .map((owner) =>
        mailOwner(webhook, owner).catch((error: unknown) =>
          recordIncident(`mail of webhook ${webhook.id}`, error),
        ),
      ),
  );
  await Promise.all(mails);
  return claimed.length === AT_ONCE_MAX;
}

async function mailOwner({ url, because }: Disabled, owner: Owner): Promise<void> {
  const { email, business, slug, locale } = owner;
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
  await sendMail(postOffice(), { to: email, subject: t("webhook.heading", said), ...letter });
}
