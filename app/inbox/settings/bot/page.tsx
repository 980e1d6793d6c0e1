import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BotSettings } from "@/components/bots/bot-settings";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Words } from "@/components/words";
import { apiTokensOf } from "@/db/api-tokens";
import { botOf } from "@/db/bots";
import { add, change, endToken, makeToken, rotate, setOn } from "../../../bots/actions";
import { db } from "../../../database";
import { requireViewer } from "../../../viewer";
import { words, wordsFor } from "../../../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("bots"))("title") };
}

/** The bot of the business in the address, for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/bot">) {
  const [{ memberships }, { business }] = await Promise.all([
    requireViewer("/inbox/settings/bot"),
    searchParams,
  ]);
  const membership = memberships.find(({ businessSlug }) => businessSlug === (business ?? businessSlug));
  if (membership?.role !== "owner") notFound();
  const { businessId, businessSlug, businessName } = membership;
  const [bot, said, t, work, conversation] = await Promise.all([
    botOf(db(), businessId),
    wordsFor("common", "bots"),
    words("bots"),
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
          <BotSettings
            add={add}
            bot={bot}
            businessId={businessId}
            change={change}
            endToken={endToken}
            makeToken={makeToken}
            rotate={rotate}
            setOn={setOn}
            tokens={bot ? await apiTokensOf(db(), bot.userId) : []}
          />
        </div>
      </div>
    </Words>
  );
}
