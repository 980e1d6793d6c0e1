import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ChatDock } from "@/components/conversation/chat-dock";
import { Avatar } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { toneOf } from "@/components/ui/tone";
import { Words } from "@/components/words";
import { businessBySlug } from "@/db/businesses";
import { findConversation } from "@/db/conversations";
import { startConversation } from "../../conversation/actions";
import { conversationActions } from "../../conversation/conversation-actions";
import { openingOf } from "../../conversation/opening";
import { db } from "../../database";
import { membershipIn, type Viewer, viewer } from "../../viewer";
import { wordsFor } from "../../words";

type Props = PageProps<"/b/[business]">;

const named = cache(async (slug: string) => (await businessBySlug(db(), slug)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, tagline } = await named((await params).business);
  return { title: name, description: tagline };
}

export default async function Page({ params }: Props) {
  const business = await named((await params).business);
  const who = await viewer();
  const isMember = who !== null && membershipIn(who, business.id) !== null;
  return (
    <main
      className="transition-[padding] duration-200 ease-calm max-md:has-data-chat:invisible lg:has-data-chat:pe-[26rem]"
      id="main"
    >
      <div className="tone-wash h-28 sm:h-40" style={toneOf(business.id)} />
      <div className="mx-auto max-w-3xl px-4 pb-28 sm:px-6">
        <div className="-mt-10 w-fit rounded-[1.75rem] bg-paper p-1.5">
          <Avatar id={business.id} name={business.name} shape="square" size="large" />
        </div>
        <p className="mt-4 text-sm text-ink-faint">{business.category}</p>
        <h1 className="font-display text-3xl">{business.name}</h1>
        <p className="mt-3 text-lg text-balance text-ink-soft">{business.tagline}</p>
        <div className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:p-3 sm:mt-7">
          {isMember ? (
            <Link className={buttonClass()} href={`/inbox?business=${business.slug}`}>
              <Icon name="tray" />
              Open the inbox
            </Link>
          ) : (
            <Words {...(await wordsFor("common", "site", "account", "profile", "conversation"))}>
              <ChatDock
                business={{ id: business.id, name: business.name, slug: business.slug }}
                isSignedIn={who !== null}
                opening={who && (await openedBy(who, business.id))}
                start={startConversation}
              />
            </Words>
          )}
        </div>
        <section aria-labelledby="about" className="mt-10 border-t border-line pt-8">
          <h2 className="font-display text-xl" id="about">
            About
          </h2>
          <p className="mt-3 max-w-prose leading-7 whitespace-pre-line">{business.about}</p>
        </section>
        <section aria-labelledby="promise" className="mt-10">
          <h2 className="font-display text-xl" id="promise">
            How it works here
          </h2>
          <ul className="mt-4 grid gap-4 sm:grid-cols-3">
            {promises.map(({ icon, title, words }) => (
              <li className="rounded-lg border border-line bg-surface p-4" key={title}>
                <Icon className="size-6 text-pine-ink" name={icon} />
                <h3 className="mt-2 font-medium">{title}</h3>
                <p className="mt-0.5 text-sm text-ink-soft">{words}</p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  );
}

const promises = [
  {
    icon: "person",
    title: "People answer",
    words: "Whoever of the team is free takes your question, by name.",
  },
  {
    icon: "arrived",
    title: "You see it arrive",
    words: "Every message shows when it was delivered and read.",
  },
  {
    icon: "clock",
    title: "No need to wait",
    words: "Close the page whenever you like; the answer will be here.",
  },
] as const;

async function openedBy(who: Viewer, businessId: string) {
  const found = await findConversation(db(), { businessId, customerId: who.id });
  const opening = found && (await openingOf(who, found.id));
  if (!opening) return null;
  const { businessId: _, ...shown } = opening;
  return { ...shown, actions: conversationActions };
}
