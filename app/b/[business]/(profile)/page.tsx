import type { Metadata } from "next";
import Link from "next/link";
import { ChatDock } from "@/components/conversation/chat-dock";
import { NewGroup } from "@/components/groups/new-group";
import { WithoutScripts } from "@/components/plain/without-scripts";
import { About } from "@/components/profile/about";
import { ActionCard } from "@/components/profile/action-card";
import { Cover } from "@/components/profile/cover";
import { Identity } from "@/components/profile/identity";
import { News } from "@/components/profile/news";
import { ProfileGrid } from "@/components/profile/profile-grid";
import { Team } from "@/components/profile/team";
import { WeekTable } from "@/components/profile/week-table";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { ShowsLogo } from "@/components/ui/shows-logo";
import { Words } from "@/components/words";
import { findConversation } from "@/db/conversations";
import { teamOf } from "@/db/teams";
import { FollowOf } from "../../../broadcasts/follow-of";
import { postsOf } from "../../../broadcasts/posts";
import { startConversation } from "../../../conversation/actions";
import { conversationActions } from "../../../conversation/conversation-actions";
import { openingOf } from "../../../conversation/opening";
import { db } from "../../../database";
import { start } from "../../../groups/actions";
import { SiteFooter } from "../../../site/site-footer";
import { lastHereWords, whoIsHere } from "../../../storefront/here";
import { keptWords } from "../../../storefront/kept-words";
import { openingWords } from "../../../storefront/opening-words";
import { answersOf, receive } from "../../../storefront/receive";
import { responsivenessWords } from "../../../storefront/responsiveness-words";
import { weekWords } from "../../../storefront/week-words";
import { membershipIn, type Viewer, viewer } from "../../../viewer";
import { words, wordsFor } from "../../../words";
import { businessNamed, cardOf } from "../business";

type Props = PageProps<"/b/[business]">;
/** Of what it last told everybody. */
const POSTS_SHOWN = 3;

type Business = Awaited<ReturnType<typeof businessNamed>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, tagline, about, slug } = await businessNamed((await params).business);
  const t = await words("site");
  const description = tagline || about;
  return {
    title: name,
    description,
    alternates: {
      canonical: `/b/${slug}`,
      types: { "application/atom+xml": `/b/${slug}/news/feed.xml` },
    },
    openGraph: {
      ...{ type: "profile", siteName: t("name"), title: name, description, url: `/b/${slug}` },
      images: cardOf(slug),
    },
  };
}

export default async function Page({ params, searchParams }: Props) {
  const business = await businessNamed((await params).business);
  const isChatOpen = (await searchParams).chat === "open";
  const now = new Date();
  const [t, ofPosts] = await Promise.all([words("profile"), words("posts")]);
  const [who, opening, facts, { posts }] = await Promise.all([
    viewer(),
    openingWords(business, now),
    factsOf(business, now),
    postsOf({ businessId: business.id }),
  ]);
  const { id, name, category, tagline, about, hours, logoId } = business;
  return (
    <div className="group/profile min-h-[calc(100dvh-var(--spacing-header))] transition-[padding] duration-200 max-sm:pb-18 max-md:has-data-chat:invisible md:has-data-chat:pe-[26rem]">
      {isChatOpen && <WithoutScripts to={`/b/${business.slug}/chat`} />}
      <main id="main">
        <Cover className="h-28 sm:h-40" id={id} />
        <ProfileGrid
          action={
            <ActionCard
              button={<Action business={business} who={who} />}
              more={
                <>
                  <FollowOf business={business} who={who} />
                  {who && <GroupAction business={business} who={who} />}
                </>
              }
              promise={[t(who ? "dock.keeps" : "dock.promise"), facts.kept].filter(Boolean).join(" ")}
              reply={facts.reply}
            />
          }
          aside={
            <>
              <Team
                lastHere={facts.lastHere}
                people={facts.team}
                words={{
                  ...{ title: t("team.title"), owner: t("team.owner") },
                  ...{ online: t("here.now"), away: t("here.away") },
                }}
              />
              {hours && (
                <WeekTable
                  others={t("hours.holidays")}
                  title={t("hours.title")}
                  week={await weekWords({ ...business, hours }, now)}
                />
              )}
            </>
          }
          identity={
            <Identity
              business={{ id, name, category, tagline, logoId }}
              opening={opening}
              yourTime={t("open.yourTime")}
            />
          }
        >
          {about && <About text={about} title={t("about")} />}
          {posts.length > 0 && (
            <News
              news={`/b/${business.slug}/news`}
              posts={posts.slice(0, POSTS_SHOWN)}
              words={{ title: t("news.title"), all: ofPosts("all"), readOn: ofPosts("readOn") }}
            />
          )}
        </ProfileGrid>
      </main>
      <SiteFooter />
    </div>
  );
}

interface ActionProps {
  business: Business;
  who: Viewer | null;
}

/** The page's one thing to do. */
async function Action({ business, who }: ActionProps) {
  if (who && membershipIn(who, business.id)) {
    const t = await words("profile");
    return (
      <Link className={`${buttonClass()} w-full`} href={`/inbox?business=${business.slug}`}>
        <Icon name="tray" />
        {t("inbox")}
      </Link>
    );
  }
  const { id, name, slug, logoId } = business;
  const { absent, reception } = await receive(business, new Date());
  return (
    <Words
      {...(await wordsFor(
        "common",
        "profile",
        "conversation",
        "blocked",
        "attachments",
        "threads",
        "search",
        "account",
        "closing",
      ))}
    >
      <ShowsLogo logoId={logoId}>
        <ChatDock
          business={{ id, name, slug, hint: absent, reception }}
          isSignedIn={who !== null}
          opening={who && (await openedBy(who, id))}
          start={startConversation}
        />
      </ShowsLogo>
    </Words>
  );
}

/** Several people with the business; its members make theirs in the inbox. */
async function GroupAction({ business, who }: { business: Business; who: Viewer }) {
  if (membershipIn(who, business.id)) return null;
  return (
    <Words {...(await wordsFor("common", "groups"))}>
      <NewGroup
        base="/chats"
        business={{ slug: business.slug, name: business.name }}
        isGuest={who.isGuest}
        look="words"
        start={start}
      />
    </Words>
  );
}

/** Whom one would write to, and how soon they answer. */
async function factsOf({ id, timeZone }: Business, now: Date) {
  const [team, here, told, kept] = await Promise.all([
    teamOf(db(), id),
    whoIsHere([id]),
    answersOf(id, timeZone),
    keptWords(id),
  ]);
  const present = new Map(here.get(id)?.people.map((person) => [person.id, person.status]));
  return {
    kept,
    reply: await responsivenessWords(told, { timeZone, now }),
    lastHere: present.size === 0 ? await lastHereWords(team, { now, timeZone }) : undefined,
    team: team.map(({ userId, name, role }) => ({
      ...{ id: userId, name, isOwner: role === "owner", status: present.get(userId) },
    })),
  };
}

async function openedBy(who: Viewer, businessId: string) {
  const found = await findConversation(db(), { businessId, customerId: who.id });
  const opening = found && (await openingOf(who, found.id));
  if (!opening) return null;
  const { businessId: _, logoId: __, ...shown } = opening;
  return { ...shown, actions: conversationActions };
}
