import type { Metadata } from "next";
import Link from "next/link";
import { ChatDock } from "@/components/conversation/chat-dock";
import { Cover } from "@/components/profile/cover";
import { Identity } from "@/components/profile/identity";
import { News } from "@/components/profile/news";
import { Team } from "@/components/profile/team";
import { WeekTable } from "@/components/profile/week-table";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Words } from "@/components/words";
import { latestBroadcasts } from "@/db/broadcasts";
import { findConversation } from "@/db/conversations";
import { replyTimesOf } from "@/db/reply-time";
import { teamOf } from "@/db/teams";
import { startConversation } from "../../conversation/actions";
import { conversationActions } from "../../conversation/conversation-actions";
import { openingOf } from "../../conversation/opening";
import { db } from "../../database";
import { whoIsHere } from "../../storefront/here";
import { openingWords } from "../../storefront/opening-words";
import { replyWords } from "../../storefront/reply-words";
import { weekWords } from "../../storefront/week-words";
import { membershipIn, type Viewer, viewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { businessNamed } from "./business";

type Props = PageProps<"/b/[business]">;
type Business = Awaited<ReturnType<typeof businessNamed>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, tagline, about, slug } = await businessNamed((await params).business);
  const description = tagline || about;
  return {
    title: name,
    description,
    alternates: { canonical: `/b/${slug}` },
    openGraph: { type: "profile", title: name, description, url: `/b/${slug}` },
  };
}

export default async function Page({ params }: Props) {
  const business = await businessNamed((await params).business);
  const now = new Date();
  const t = await words("profile");
  const [opening, facts, posts] = await Promise.all([
    openingWords(business, now),
    factsOf(business),
    latestBroadcasts(db(), business.id),
  ]);
  const { id, name, category, tagline, about, hours } = business;
  return (
    <main
      className="@container transition-[padding] duration-200 ease-calm max-md:has-data-chat:invisible md:has-data-chat:pe-[26rem]"
      id="main"
    >
      <Cover className="h-28 sm:h-40" id={id} />
      <div className="relative mx-auto -mt-12 grid max-w-page gap-x-14 gap-y-9 px-4 pb-32 sm:px-6 sm:pb-20 @3xl:grid-cols-[minmax(0,1fr)_20rem] @3xl:gap-y-12">
        <Identity business={{ id, name, category, tagline }} opening={opening} />
        <div className="space-y-4 @3xl:self-end @3xl:rounded-xl @3xl:border @3xl:border-line @3xl:bg-surface @3xl:p-5 @3xl:shadow-floating">
          <div className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:p-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
            <Action business={business} />
          </div>
          {facts.reply && (
            <p className="flex gap-2.5">
              <Icon className="mt-0.5 size-5 text-pine-ink" name="clock" />
              <span>
                <span className="block font-medium">{facts.reply.usually}</span>
                <span className="block text-sm text-ink-soft">{facts.reply.sample}</span>
              </span>
            </p>
          )}
          <p className="flex gap-2.5 text-sm text-ink-soft">
            <Icon className="size-5 text-pine-ink" name="bubble" />
            {t((await viewer()) ? "dock.keeps" : "dock.promise")}
          </p>
        </div>
        <div className="space-y-10">
          {about && (
            <section aria-labelledby="about">
              <h2 className="font-display text-xl" id="about">
                {t("about")}
              </h2>
              <p className="mt-3 max-w-prose text-pretty leading-7 whitespace-pre-line" dir="auto">
                {about}
              </p>
            </section>
          )}
          {posts.length > 0 && <News posts={posts.map(shownPost)} title={t("news.title")} />}
        </div>
        <div className="space-y-10 @3xl:px-5">
          <Team
            people={facts.team}
            words={{ title: t("team.title"), owner: t("team.owner"), here: t("here.now") }}
          />
          {hours && (
            <WeekTable title={t("hours.title")} week={await weekWords({ ...business, hours }, now)} />
          )}
        </div>
      </div>
    </main>
  );
}

/** The page's one thing to do. */
async function Action({ business }: { business: Business }) {
  const who = await viewer();
  if (who && membershipIn(who, business.id)) {
    const t = await words("profile");
    return (
      <Link className={`${buttonClass()} w-full`} href={`/inbox?business=${business.slug}`}>
        <Icon name="tray" />
        {t("inbox")}
      </Link>
    );
  }
  return (
    <Words {...(await wordsFor("common", "profile", "conversation", "account"))}>
      <ChatDock
        business={{ id: business.id, name: business.name, slug: business.slug }}
        isSignedIn={who !== null}
        opening={who && (await openedBy(who, business.id))}
        start={startConversation}
      />
    </Words>
  );
}

/** Whom one would write to, and how soon they answer. */
async function factsOf({ id }: Business) {
  const [team, here, replyTimes] = await Promise.all([
    teamOf(db(), id),
    whoIsHere([id]),
    replyTimesOf(db(), [id]),
  ]);
  const replyTime = replyTimes.get(id);
  const present = new Set(here.get(id)?.people.map((person) => person.id));
  return {
    reply: replyTime && (await replyWords(replyTime)),
    team: team.map(({ userId, name, role }) => ({
      ...{ id: userId, name, isOwner: role === "owner", isHere: present.has(userId) },
    })),
  };
}

type Post = Awaited<ReturnType<typeof latestBroadcasts>>[number];

function shownPost({ id, body, senderId, senderName, createdAt }: Post) {
  return { id, body, senderId: senderId ?? id, senderName, at: createdAt.toISOString() };
}

async function openedBy(who: Viewer, businessId: string) {
  const found = await findConversation(db(), { businessId, customerId: who.id });
  const opening = found && (await openingOf(who, found.id));
  if (!opening) return null;
  const { businessId: _, ...shown } = opening;
  return { ...shown, actions: conversationActions };
}
