import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { WebhookSettings } from "@/components/webhooks/webhook-settings";
import { Words } from "@/components/words";
import { webhooksOf } from "@/db/webhooks";
import { db } from "../../../database";
import { requireViewer } from "../../../viewer";
import { add, change, log, rotate, sendAgain, set, test } from "../../../webhooks/actions";
import { words, wordsFor } from "../../../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("webhooks"))("title") };
}

/** The webhooks of the business in the address, for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/webhooks">) {
  const [{ memberships }, { business }] = await Promise.all([
    requireViewer("/inbox/settings/webhooks"),
    searchParams,
  ]);
  const membership = memberships.find(({ businessSlug }) => businessSlug === (business ?? businessSlug));
  if (membership?.role !== "owner") notFound();
  const { businessId, businessSlug, businessName } = membership;
  const [webhooks, said, t, work, conversation] = await Promise.all([
    webhooksOf(db(), businessId),
    wordsFor("common", "webhooks"),
    words("webhooks"),
    words("work"),
    words("conversation"),
  ]);
  return (
    <Words {...said}>
      <div className="h-full overflow-y-auto bg-paper">
        <header className="flex min-h-16 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
          <Link
            aria-label={conversation("back", { place: work("settings.title") })}
            className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5`}
            href={{ pathname: "/inbox/settings", query: { business: businessSlug } }}
          >
            <Icon name="back" />
          </Link>
          <div className="min-w-0">
            <h1 className="truncate font-semibold">{t("title")}</h1>
            <p className="truncate text-sm text-ink-soft">
              <bdi>{businessName}</bdi>
            </p>
          </div>
        </header>
        <div className="mx-auto max-w-2xl space-y-8 px-5 py-8">
          <WebhookSettings
            add={add}
            businessId={businessId}
            change={change}
            log={log}
            rotate={rotate}
            sendAgain={sendAgain}
            set={set}
            test={test}
            webhooks={webhooks}
          />
        </div>
      </div>
    </Words>
  );
}
