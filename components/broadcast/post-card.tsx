import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { titleOf } from "@/lib/post-title";
import type { Post } from "@/lib/protocol/post";
import { MessageText } from "../conversation/message-text";
import { Time } from "../ui/time";
import { AskButton, type AskButtonProps } from "./ask-button";
import { PostAnswers } from "./post-answers";
import { PostBy } from "./post-by";
import { PostFiles } from "./post-files";
import { PostReactions } from "./post-reactions";
import { ShareButton } from "./share-button";

interface PostCardProps {
  post: Post;
  /** Where all the news of the business are. */
  news: string;
  topic: string | undefined;
  ownReactions: string[];
  onReact: ((emoji: string, on: boolean) => void) | null;
  /** Nothing for the business itself. */
  onAsk: AskButtonProps["onAsk"] | null;
  /** What is asked of who reads it. */
  children?: ReactNode;
}

export function PostCard({ post, news, topic, ownReactions, onReact, onAsk, children }: PostCardProps) {
  const t = useTranslations("posts");
  const { id, senderId, senderName, body, attachments, reactions, createdAt, editedAt } = post;
  const frame = "scroll-mt-24 rounded-xl border p-4 sm:p-5";
  if (post.deletedAt)
    return (
      <article
        className={`${frame} border-dashed border-line-strong/60 text-ink-faint`}
        id={id}
        tabIndex={-1}
      >
        {t("gone")}
      </article>
    );
  const path = `${news}/${id}`;
  return (
    <article aria-label={titleOf(post)} className={`${frame} border-line bg-surface`} id={id} tabIndex={-1}>
      <PostBy by={{ id: senderId ?? id, name: senderName }} topic={topic}>
        {editedAt && <span>{t("edited")}</span>}
        <Link className="underline-offset-2 hover:underline" href={{ pathname: path }}>
          <Time at={createdAt} form="list" isExact />
        </Link>
      </PostBy>
      {body && (
        <div className="mt-3 leading-7 [unicode-bidi:plaintext]" dir="auto">
          <MessageText body={body} />
        </div>
      )}
      <PostFiles attachments={attachments} post={path} />
      {children}
      <div className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <PostReactions onReact={onReact} own={ownReactions} reactions={reactions} signIn={path} />
        {onAsk && <AskButton onAsk={onAsk} title={titleOf(post)} />}
        <ShareButton path={path} title={titleOf(post)} />
      </div>
      <PostAnswers answers={post.answers} />
    </article>
  );
}
