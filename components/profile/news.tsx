import Link from "next/link";
import type { Post } from "@/lib/protocol/post";
import { plainTextOf } from "@/lib/text-blocks";
import { addressInPost } from "../attachments/address";
import { Avatar } from "../ui/avatar";
import { buttonClass } from "../ui/button";
import { Time } from "../ui/time";

interface NewsProps {
  words: { title: string; all: string; readOn: string };
  /** Where all of it is. */
  news: string;
  posts: Post[];
}

/** Longer ones go on at their own address. */
const TEXT_LENGTH_MAX = 400;

/** What a business last told everybody. */
export function News({ words, news, posts }: NewsProps) {
  return (
    <section aria-labelledby="news">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-display text-xl" id="news">
          {words.title}
        </h2>
        <Link className={buttonClass({ look: "quiet", size: "small" })} href={{ pathname: news }}>
          {words.all}
        </Link>
      </div>
      <ul className="mt-4 max-w-prose space-y-3">
        {posts.map((post) => (
          <Teaser href={`${news}/${post.id}`} key={post.id} post={post} readOn={words.readOn} />
        ))}
      </ul>
    </section>
  );
}

function Teaser({ post, href, readOn }: { post: Post; href: string; readOn: string }) {
  const { id, senderId, senderName, body, createdAt, attachments, reactions } = post;
  const text = plainTextOf(body).trim();
  const picture = attachments.find(({ mediaType, width }) => mediaType.startsWith("image/") && width);
  const isCut = text.length > TEXT_LENGTH_MAX;
  return (
    <li className="rounded-lg border border-line bg-surface p-4">
      <p className="flex items-center gap-2.5 text-sm">
        <Avatar id={senderId ?? id} name={senderName} size="small" />
        <span className="min-w-0 truncate font-medium">
          <bdi>{senderName}</bdi>
        </span>
        <Link
          className="ms-auto shrink-0 text-ink-faint underline-offset-2 hover:underline"
          href={{ pathname: href }}
          prefetch={false}
        >
          <Time at={createdAt} form="list" />
        </Link>
      </p>
      <p className="mt-2 text-pretty whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
        {isCut ? `${text.slice(0, TEXT_LENGTH_MAX).toWellFormed()}… ` : text}
        {isCut && (
          <Link className="text-pine-ink underline" href={{ pathname: href }} prefetch={false}>
            {readOn}
          </Link>
        )}
      </p>
      {picture && (
        // biome-ignore lint/performance/noImgElement: the site's own images have been made small already
        <img
          alt={picture.name}
          className="mt-3 aspect-2/1 w-full rounded-md object-cover"
          height={picture.height ?? undefined}
          loading="lazy"
          src={addressInPost(href)(picture, { thumbnail: true })}
          width={picture.width ?? undefined}
        />
      )}
      {reactions.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-3 text-sm text-ink-soft tabular-nums">
          {reactions.map(({ emoji, count }) => (
            <span key={emoji}>
              {emoji} {count}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
