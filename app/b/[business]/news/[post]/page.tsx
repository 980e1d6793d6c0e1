import type { Metadata } from "next";
import Link from "next/link";
import { leadOf, titleOf } from "@/lib/post-title";
import { publicTopics } from "../../../../broadcasts/posts";
import { words } from "../../../../words";
import { NewsFrame } from "../news-frame";
import { NewsOf } from "../news-of";
import { postAt } from "./post";

type Props = PageProps<"/b/[business]/news/[post]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { business, post } = await postAt(await params);
  const { name, slug } = business;
  const [title, description] = [`${titleOf(post)} · ${name}`, leadOf(post)];
  const url = `/b/${slug}/news/${post.id}`;
  return {
    title,
    description,
    alternates: { canonical: url, types: { "application/atom+xml": `/b/${slug}/news/feed.xml` } },
    openGraph: { type: "article", title, description, url, publishedTime: post.createdAt },
  };
}

export default async function Page({ params }: Props) {
  const { business, post } = await postAt(await params);
  const { id, slug, name } = business;
  const [t, topics] = await Promise.all([words("posts"), publicTopics(id)]);
  return (
    <NewsFrame business={business}>
      <h1 className="sr-only">{titleOf(post)}</h1>
      <div className="mt-5">
        <NewsOf
          business={{ id, slug, name }}
          isAlone
          isNewest={false}
          page={{ posts: [post], hasMore: false }}
          topics={topics}
        />
      </div>
      <p className="mt-6">
        <Link className="text-pine-ink underline" href={{ pathname: `/b/${slug}/news` }}>
          {t("title", { name })}
        </Link>
      </p>
    </NewsFrame>
  );
}
