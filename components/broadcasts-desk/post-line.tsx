"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { WaitingPost } from "@/lib/broadcast";
import type { Post } from "@/lib/protocol/post";
import { addressOf } from "../attachments/address";
import { Icon } from "../ui/icon";
import { comingOf, fullDateOf } from "../ui/moment";
import { Time } from "../ui/time";
import { useReader } from "../ui/use-reader";
import type { DeskOf } from "./desk-actions";
import { firstWords } from "./first-words";

type PublishedLine = Post & { views: number; questions: number };

interface PostLineProps {
  post: WaitingPost | PublishedLine;
  desk: DeskOf;
}

/** One post in the list of all, whatever has become of it. */
export function PostLine({ post, desk: { business, topics, timeZone } }: PostLineProps) {
  const t = useTranslations("desk");
  const { id, body, attachments, topicId } = post;
  const [picture] = attachments;
  const topic = topics.find((each) => each.id === topicId)?.name;
  return (
    <li className="relative flex items-center gap-4 px-4 py-3.5 hover:bg-sunken focus-within:bg-sunken">
      <div className="min-w-0 flex-1">
        <Link
          className="line-clamp-2 font-medium whitespace-pre-line wrap-anywhere outline-none after:absolute after:inset-0 focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-pine-ink"
          dir="auto"
          href={{ pathname: `/inbox/broadcasts/${id}`, query: { business: business.slug } }}
        >
          {firstWords(body) || (
            <span className="text-ink-faint">
              {attachments.length > 0 ? t("pictureCount", { count: attachments.length }) : t("untitled")}
            </span>
          )}
        </Link>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          {"views" in post ? (
            <PublishedNotes post={post} />
          ) : (
            <WaitingNotes post={post} timeZone={timeZone} />
          )}
          {topic && (
            <span className="inline-flex max-w-full items-center gap-1">
              <Icon className="size-4" name="tag" />
              <bdi className="truncate">{topic}</bdi>
            </span>
          )}
        </p>
      </div>
      {picture && (
        // biome-ignore lint/performance/noImgElement: it has been made small already
        <img
          alt=""
          className="size-14 shrink-0 rounded-lg bg-sunken object-cover"
          loading="lazy"
          src={addressOf(picture, { thumbnail: picture.hasThumbnail })}
        />
      )}
    </li>
  );
}

function PublishedNotes({
  post: { createdAt, editedAt, views, questions, reactions, asksToConfirm },
}: {
  post: PublishedLine;
}) {
  const t = useTranslations("desk");
  return (
    <>
      <span>
        <Time at={createdAt} form="list" isExact />
        {editedAt && ` · ${t("edited")}`}
      </span>
      <span>{t("viewCount", { count: views })}</span>
      {questions > 0 && (
        <span className="font-medium text-clay-ink">{t("questions.waiting", { count: questions })}</span>
      )}
      {asksToConfirm && <span>{t("confirmed.short")}</span>}
      {reactions.length > 0 && (
        <span className="tabular-nums">
          {reactions.map(({ emoji, count }) => `${emoji} ${t("reach.number", { count })}`).join("  ")}
        </span>
      )}
    </>
  );
}

function WaitingNotes({ post, timeZone }: { post: WaitingPost; timeZone: string }) {
  const t = useTranslations("desk");
  const reader = useReader();
  const { publishAt, updatedAt, failure, isSilent, asksToConfirm } = post;
  return (
    <>
      {failure !== null && <span className="font-medium text-danger">{t("failed")}</span>}
      {publishAt ? (
        <span className="inline-flex items-center gap-1 font-medium text-pine-ink">
          <Icon className="size-4" name="clock" />
          <time
            dateTime={publishAt}
            title={reader ? fullDateOf(publishAt, { ...reader, timeZone }) : undefined}
          >
            {reader && comingOf(publishAt, { ...reader, timeZone })}
          </time>
        </span>
      ) : (
        <Time at={updatedAt} form="list" isExact />
      )}
      {isSilent && <span>{t("silent.short")}</span>}
      {asksToConfirm && <span>{t("confirmed.short")}</span>}
    </>
  );
}
