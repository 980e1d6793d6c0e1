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
  const [
    tags,
    replies,
    reception,
    isOn,
    widget,
    site,
    said,
    t,
    inbox,
    shown,
    webhooks,
    bots,
    mail,
    audit,
    team,
    retention,
  ] = await Promise.all([
    tagsOf(db(), businessId),
    repliesOf(db(), businessId),
    receptionOf(db(), businessId),
    isInTurn(db(), businessId),
    widgetOf(db(), businessId),
    siteOrigin(),
    wordsFor("common", "conversation", "embed", "reception", "replies", "work"),
    words("work"),
    words("inbox"),
    words("storefront"),
    words("webhooks"),
    words("bots"),
    words("mail"),
    words("audit"),
    words("team"),
    words("retention"),
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
          <section>
            <h2 className="font-display text-xl">{shown("title")}</h2>
            <p className="mt-1 mb-3 text-sm text-ink-soft">{shown("advice")}</p>
            <Link
              className={buttonClass({ look: "secondary", size: "small" })}
              href={{ pathname: "/inbox/settings/profile", query: { business: businessSlug } }}
            >
              {shown("manage")}
            </Link>
          </section>
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
          <section>
            <h2 className="font-display text-xl">{team("title")}</h2>
            <p className="mt-1 mb-3 text-sm text-ink-soft">{team("advice")}</p>
            <Link
              className={buttonClass({ look: "secondary", size: "small" })}
              href={{ pathname: "/inbox/settings/team", query: { business: businessSlug } }}
            >
              {team("manage")}
            </Link>
          </section>
          <section>
            <h2 className="font-display text-xl">{webhooks("title")}</h2>
            <p className="mt-1 mb-3 text-sm text-ink-soft">{webhooks("advice")}</p>
            <Link
              className={buttonClass({ look: "secondary", size: "small" })}
              href={{ pathname: "/inbox/settings/webhooks", query: { business: businessSlug } }}
            >
              {webhooks("manage")}
            </Link>
          </section>
          <section>
            <h2 className="font-display text-xl">{bots("title")}</h2>
            <p className="mt-1 mb-3 text-sm text-ink-soft">{bots("advice")}</p>
            <Link
              className={buttonClass({ look: "secondary", size: "small" })}
              href={{ pathname: "/inbox/settings/bot", query: { business: businessSlug } }}
            >
              {bots("manage")}
            </Link>
          </section>
          <section>
            <h2 className="font-display text-xl">{audit("title")}</h2>
            <p className="mt-1 mb-3 text-sm text-ink-soft">{audit("lead")}</p>
            <Link
              className={buttonClass({ look: "secondary", size: "small" })}
              href={{ pathname: "/inbox/settings/audit", query: { business: businessSlug } }}
            >
              {audit("manage")}
            </Link>
          </section>
          <section>
            <h2 className="font-display text-xl">{retention("title")}</h2>
            <p className="mt-1 mb-3 text-sm text-ink-soft">{retention("lead")}</p>
            <Link
              className={buttonClass({ look: "secondary", size: "small" })}
              href={{ pathname: "/inbox/settings/retention", query: { business: businessSlug } }}
            >
              {retention("manage")}
            </Link>
          </section>
        </div>
      </div>
    </Words>
  );
}
