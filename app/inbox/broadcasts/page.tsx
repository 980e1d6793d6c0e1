import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PostLine } from "@/components/broadcasts-desk/post-line";
import { TopicsDialog } from "@/components/broadcasts-desk/topics-dialog";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Words } from "@/components/words";
import { waitingPosts } from "@/db/post-drafts";
import type { WaitingPost } from "@/lib/broadcast";
import { readAudience, readPublished } from "../../broadcasts/reach";
import { db } from "../../database";
import { requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { orderTopics, removeTopic, saveTopic } from "./actions";
import { deskFor } from "./desk-for";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("desk"))("title") };
}

/** All that a business tells everybody, for its owners: what is being written, what is planned, what is out. */
export default async function Page({ searchParams }: PageProps<"/inbox/broadcasts">) {
  const [viewer, { business: asked, before }] = await Promise.all([
    requireViewer("/inbox/broadcasts"),
    searchParams,
  ]);
  const desk = await deskFor(viewer, asked);
  const { id: businessId, slug, name } = desk.business;
  const from = /^[1-9]\d{0,8}$/.test(String(before)) ? Number(before) : undefined;
  const [waiting, published, audience, said, t] = await Promise.all([
    from === undefined ? waitingPosts(db(), businessId) : [],
    readPublished(viewer, { businessId, ...(from !== undefined && { before: from }) }),
    readAudience(viewer, { businessId, topicId: null }),
    wordsFor("common", "desk"),
    words("desk"),
  ]);
  const isEmpty = waiting.length === 0 && published.posts.length === 0 && from === undefined;
  const last = published.posts.at(-1);
  const lineOf = (post: (typeof waiting)[number] | (typeof published.posts)[number]) => (
    <PostLine desk={desk} key={post.id} post={post} />
  );
  return (
    <Words {...said}>
      <div className="h-full overflow-y-auto bg-paper">
        <div className="@container mx-auto flex max-w-3xl flex-col gap-8 p-4 pb-10 sm:p-8">
          <header className="flex flex-wrap items-center gap-3">
            <Link
              aria-label={t("backToInbox")}
              className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5 md:hidden`}
              href={{ pathname: "/inbox", query: { business: slug } }}
            >
              <Icon name="back" />
            </Link>
            <div className="min-w-0 flex-1">
              <h1 className="font-display text-2xl">{t("title")}</h1>
              <p className="truncate text-sm text-ink-soft">
                <bdi>{name}</bdi>
              </p>
            </div>
            {!isEmpty && <NewPost slug={slug} words={t("new")} />}
          </header>
          <div className="-mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-40 flex-1 text-sm text-ink-soft">
              {t("readers", { count: audience.readers })}
              {audience.readers > 0 && ` · ${t("ways", { mail: audience.byMail, push: audience.byPush })}`}
            </p>
            <TopicsDialog
              actions={{ saveTopic, removeTopic, orderTopics }}
              businessId={businessId}
              topics={desk.topics}
            />
          </div>
          {isEmpty && (
            <EmptyState
              action={<NewPost slug={slug} words={t("new")} />}
              icon="megaphone"
              title={t("first.title")}
            >
              {t("first.advice")}
            </EmptyState>
          )}
          <Part
            of={waiting.filter(({ state }) => state === "planned").toSorted(soonestFirst)}
            title={t("plannedOnes")}
          >
            {lineOf}
          </Part>
          <Part of={waiting.filter(({ state }) => state === "draft")} title={t("drafts")}>
            {lineOf}
          </Part>
          <Part of={published.posts} title={t("publishedOnes")}>
            {lineOf}
          </Part>
          <nav className="flex flex-wrap justify-center gap-2 empty:hidden">
            {published.hasMore && last && (
              <Link
                className={buttonClass({ look: "secondary", size: "small" })}
                href={{ pathname: "/inbox/broadcasts", query: { business: slug, before: last.seq } }}
              >
                {t("older")}
              </Link>
            )}
            {from !== undefined && (
              <Link
                className={buttonClass({ look: "quiet", size: "small" })}
                href={{ pathname: "/inbox/broadcasts", query: { business: slug } }}
              >
                {t("newest")}
              </Link>
            )}
          </nav>
        </div>
      </div>
    </Words>
  );
}

/** Its id is made here, so that however often it is saved it is one post. */
function NewPost({ slug, words }: { slug: string; words: string }) {
  return (
    <Link
      className={buttonClass({ size: "small" })}
      href={{ pathname: `/inbox/broadcasts/${randomUUID()}`, query: { business: slug } }}
      prefetch={false}
    >
      <Icon className="size-4.5" name="edit" />
      {words}
    </Link>
  );
}

interface PartProps<Line> {
  title: string;
  of: Line[];
  children: (line: Line) => ReactNode;
}

function Part<Line>({ title, of, children }: PartProps<Line>) {
  if (of.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-semibold text-ink-soft">{title}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
        {of.map(children)}
      </ul>
    </section>
  );
}

function soonestFirst(one: WaitingPost, other: WaitingPost): number {
  return Date.parse(one.publishAt ?? "") - Date.parse(other.publishAt ?? "");
}
