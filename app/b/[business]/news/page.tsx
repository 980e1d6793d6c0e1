import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod/mini";
import { EmptyState } from "@/components/ui/empty-state";
import type { Topic } from "@/lib/broadcast";
import { FollowOf } from "../../../broadcasts/follow-of";
import { postsOf, publicTopics } from "../../../broadcasts/posts";
import { viewer } from "../../../viewer";
import { words } from "../../../words";
import { businessNamed, cardOf } from "../business";
import { NewsFrame } from "./news-frame";
import { NewsOf } from "./news-of";

type Props = PageProps<"/b/[business]/news">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, slug } = await businessNamed((await params).business);
  const t = await words("posts");
  const [title, description] = [t("title", { name }), t("description", { name })];
  return {
    title,
    description,
    alternates: {
      canonical: `/b/${slug}/news`,
      types: { "application/atom+xml": `/b/${slug}/news/feed.xml` },
    },
    openGraph: { title, description, url: `/b/${slug}/news`, images: cardOf(slug) },
  };
}

export default async function Page({ params, searchParams }: Props) {
  const business = await businessNamed((await params).business);
  const { before, topic } = asked.parse(await searchParams);
  const [t, who, topics] = await Promise.all([words("posts"), viewer(), publicTopics(business.id)]);
  const topicId = topics.find(({ id }) => id === topic)?.id;
  const page = await postsOf({ businessId: business.id, before, topicId });
  const { id, slug, name } = business;
  return (
    <NewsFrame business={business} title={t("title", { name })}>
      <div className="mb-6 w-fit">
        <FollowOf business={business} who={who} />
      </div>
      {topics.length > 0 && <Topics slug={slug} topicId={topicId} topics={topics} />}
      {before !== undefined && (
        <p className="mb-4">
          <Link className="text-pine-ink underline" href={{ pathname: `/b/${slug}/news` }}>
            {t("newest")}
          </Link>
        </p>
      )}
      {page.posts.length === 0 && (
        <EmptyState icon="bell" title={t("none.title")}>
          {topicId ? t("none.ofTopic") : t("none.text", { name })}
        </EmptyState>
      )}
      <NewsOf
        business={{ id, slug, name }}
        isNewest={before === undefined}
        key={`${topicId} ${before}`}
        page={page}
        topicId={topicId}
        topics={topics}
      />
      <p className="mt-8 text-center text-sm text-ink-faint">
        <a className="underline underline-offset-2" href={`/b/${slug}/news/feed.xml`}>
          {t("feed")}
        </a>
      </p>
    </NewsFrame>
  );
}

/** Anything else that stands in an address is as if it were not there. */
const asked = z.object({
  before: z.catch(
    z.optional(z.pipe(z.pipe(z.string().check(z.regex(/^[1-9]\d{0,8}$/)), z.transform(Number)), z.int())),
    undefined,
  ),
  topic: z.catch(z.optional(z.string()), undefined),
});

interface TopicsProps {
  slug: string;
  topics: Topic[];
  topicId: string | undefined;
}

async function Topics({ slug, topics, topicId }: TopicsProps) {
  const t = await words("posts");
  const ways = [{ id: undefined, name: t("everything") }, ...topics];
  return (
    <nav aria-label={t("topics")} className="mb-5">
      <ul className="flex flex-wrap gap-2">
        {ways.map(({ id, name }) => (
          <li key={id ?? ""}>
            <Link
              aria-current={id === topicId ? "page" : undefined}
              className="inline-flex rounded-full border border-line bg-surface px-3.5 py-1.5 text-sm font-medium text-ink-soft hover:bg-sunken aria-[current]:border-pine-ink aria-[current]:bg-pine-tint aria-[current]:text-pine-ink"
              href={{ pathname: `/b/${slug}/news`, ...(id && { query: { topic: id } }) }}
            >
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
