import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import { BackLink } from "@/components/conversation/back-link";
import { WidgetSettings } from "@/components/embed/widget-settings";
import { HoursSettings } from "@/components/inbox/hours-settings";
import { SavedReplySettings } from "@/components/inbox/saved-reply-settings";
import { TagSettings } from "@/components/inbox/tag-settings";
import { TextsSettings } from "@/components/inbox/texts-settings";
import { TurnSetting } from "@/components/inbox/turn-setting";
import { buttonClass } from "@/components/ui/button";
import { Words } from "@/components/words";
import { receptionOf } from "@/db/reception";
import { repliesOf } from "@/db/saved-replies";
import { tagsOf } from "@/db/tags";
import { isInTurn } from "@/db/turns";
import { widgetOf } from "@/db/widgets";
import { env } from "@/lib/server/env";
import { timeZonesWith } from "@/lib/time-zone";
import { db } from "../../database";
import { siteOrigin } from "../../request";
import { weekdayNames } from "../../storefront/week-words";
import { requireViewer } from "../../viewer";
import { change, renewSecret } from "../../widget/actions";
import { words, wordsFor } from "../../words";
import { dropReply, editTag, keepReply, newTag, openingHours, removeTag, texts, turns } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("work"))("settings.title") };
}

/** What an owner decides of the inbox of the business in the address. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings">) {
  const [{ memberships }, { business }] = await Promise.all([requireViewer("/inbox/settings"), searchParams]);
  const chosen = memberships.find(({ businessSlug }) => businessSlug === business) ?? memberships[0];
  if (chosen?.role !== "owner") forbidden();
  const { businessId, businessSlug, businessName } = chosen;
  const [tags, replies, reception, isOn, widget, site, said, t, inbox, mail] = await Promise.all([
    tagsOf(db(), businessId),
    repliesOf(db(), businessId),
    receptionOf(db(), businessId),
    isInTurn(db(), businessId),
    widgetOf(db(), businessId),
    siteOrigin(),
    wordsFor("common", "conversation", "embed", "reception", "replies", "work"),
    words("work"),
    words("inbox"),
    words("mail"),
  ]);
  const { MAIL_DOMAIN: mailDomain } = env();
  if (!reception) notFound();
  const { hours, holidays, timeZone, greeting, awayText } = reception;
  return (
    <Words {...said}>
      <div className="h-full overflow-y-auto bg-paper">
        <header className="flex min-h-16 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
          <BackLink href={{ pathname: "/inbox", query: { business: businessSlug } }} label={inbox("inbox")} />
          <div className="min-w-0">
            <h1 className="truncate font-semibold">{t("settings.title")}</h1>
            <p className="truncate text-sm text-ink-soft">
              <bdi>{businessName}</bdi>
            </p>
          </div>
        </header>
        <div className="mx-auto max-w-2xl space-y-10 px-5 py-8">
          <WayTo business={businessSlug} of="storefront" part="profile" />
          <TagSettings
            businessId={businessId}
            create={newTag}
            edit={editTag}
            remove={removeTag}
            tags={tags}
          />
          <SavedReplySettings businessId={businessId} remove={dropReply} replies={replies} save={keepReply} />
          <HoursSettings
            businessId={businessId}
            days={await weekdayNames()}
            hours={{ hours, holidays, timeZone }}
            set={openingHours}
            timeZones={timeZonesWith(timeZone)}
          />
          <TextsSettings businessId={businessId} set={texts} texts={{ greeting, awayText }} />
          <TurnSetting businessId={businessId} isOn={isOn} set={turns} />
          <WidgetSettings
            business={{ id: businessId, slug: businessSlug }}
            change={change}
            renewSecret={renewSecret}
            site={site}
            widget={widget}
          />
          {mailDomain && (
            <section>
              <h2 className="font-display text-xl">{mail("address.title")}</h2>
              <p className="mt-1 mb-3 text-sm text-ink-soft">{mail("address.advice")}</p>
              <p className="font-semibold break-all">
                <bdi>
                  {businessSlug}@{mailDomain}
                </bdi>
              </p>
            </section>
          )}
          <WayTo business={businessSlug} of="team" part="team" />
          <WayTo business={businessSlug} of="webhooks" part="webhooks" />
          <WayTo business={businessSlug} of="bots" part="bot" />
          <WayTo business={businessSlug} of="audit" part="audit" />
          <WayTo business={businessSlug} of="retention" part="retention" />
        </div>
      </div>
    </Words>
  );
}

interface WayToProps {
  /** Whose words say what it is. */
  of: "storefront" | "team" | "webhooks" | "bots" | "audit" | "retention";
  /** Which, in the address. */
  part: string;
  /** Its slug. */
  business: string;
}

/** What is decided on a page of its own. */
async function WayTo({ of, part, business }: WayToProps) {
  const t = await words(of);
  return (
    <section>
      <h2 className="font-display text-xl">{t("title")}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("advice")}</p>
      <Link
        className={buttonClass({ look: "secondary", size: "small" })}
        href={{ pathname: `/inbox/settings/${part}`, query: { business } }}
      >
        {t("manage")}
      </Link>
    </section>
  );
}
