"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { PostCorrection, Topic } from "@/lib/broadcast";
import type { Post } from "@/lib/protocol/post";
import { answered } from "../answered";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { useRefusalWords } from "../use-refusal-words";
import { type AskProps, useAsking } from "./ask-button";
import { type ConfirmActions, ConfirmPost, type OwnConfirmations, SignInToConfirm } from "./confirm-post";
import { type CorrectionActions, Corrections } from "./corrections";
import { useLivePosts, useSeenPosts } from "./live-posts";
import { PostCard } from "./post-card";
import { type PostsPage, type PostsShown, reacted, withOlder, withWaiting } from "./posts-shown";

/** The emoji of who looks, by post. */
export type OwnReactions = Record<string, string[]>;

export interface NewsActions extends CorrectionActions, ConfirmActions {
  ask: AskProps["ask"];
  posts: (asked: {
    businessId: string;
    before?: number;
    topicId?: string;
  }) => Promise<ActionResult<PostsPage>>;
  react: (asked: { postId: string; emoji: string; on: boolean }) => Promise<ActionResult<unknown>>;
  ownReactions: (asked: { postIds: string[] }) => Promise<ActionResult<OwnReactions>>;
  ownConfirmations: (asked: { postIds: string[] }) => Promise<ActionResult<OwnConfirmations>>;
  seen: (asked: { businessId: string; readSeq: number; readRev: number }) => Promise<ActionResult<unknown>>;
}

export interface NewsFeedProps {
  business: { id: string; slug: string; name: string };
  page: PostsPage;
  topics: Topic[];
  /** Only posts of this one are shown. */
  topicId?: string | undefined;
  /** Whether these are the newest, and new ones come in. */
  isNewest: boolean;
  /** Whether there are older ones to be asked for. */
  isAlone?: boolean;
  /** Nothing of a visitor. */
  own: OwnReactions | null;
  confirmations: OwnConfirmations | null;
  /** What is different about posts that whoever looks has read; nothing of who does not follow. */
  corrections: PostCorrection[] | null;
  /** Whether whoever looks is of the business: they ask it nothing. */
  isStaff: boolean;
  actions: NewsActions;
}

/** What a business tells everybody, as it stands and as it comes. */
export function NewsFeed(props: NewsFeedProps) {
  const { business, page, topics, topicId, isNewest, isAlone = false, isStaff, actions } = props;
  const t = useTranslations("posts");
  const refusalWords = useRefusalWords();
  const [shown, setShown] = useState<PostsShown>({ ...page, waiting: [] });
  const [own, setOwn] = useState(props.own);
  const [confirmed, setConfirmed] = useState(props.confirmations ?? {});
  const [problem, setProblem] = useState<string>();
  const news = `/b/${business.slug}/news`;
  const asking = { business, isSignedIn: own !== null, ask: actions.ask };
  const { sheet, askAbout } = useAsking(asking, shown.posts);
  useLivePosts({ shown, setShown, businessId: business.id, topicId, isNewest, posts: actions.posts });
  useSeenPosts(
    shown.posts,
    own &&
      (({ seq, rev }) =>
        void answered(actions.seen({ businessId: business.id, readSeq: seq, readRev: rev }))),
  );

  async function showOlder(before: number) {
    const asked = { businessId: business.id, before, ...(topicId && { topicId }) };
    const result = await answered(actions.posts(asked));
    setProblem(result.ok ? undefined : result.refusal.code);
    if (!result.ok) return;
    if (own) await readOwn(result.value.posts);
    setShown((known) => withOlder(known, result.value));
  }

  async function readOwn(posts: Post[]) {
    const postIds = posts.map(({ id }) => id);
    const asking = posts.filter(({ asksToConfirm }) => asksToConfirm).map(({ id }) => id);
    const [reactions, confirmations] = await Promise.all([
      answered(actions.ownReactions({ postIds })),
      asking.length > 0 ? answered(actions.ownConfirmations({ postIds: asking })) : null,
    ]);
    if (reactions.ok) setOwn((known) => ({ ...reactions.value, ...known }));
    if (confirmations?.ok) setConfirmed((known) => ({ ...confirmations.value, ...known }));
  }

  async function react(postId: string, emoji: string, on: boolean) {
    turn(postId, emoji, on);
    const result = await answered(actions.react({ postId, emoji, on }));
    setProblem(result.ok ? undefined : result.refusal.code);
    if (!result.ok) turn(postId, emoji, !on);
  }

  function turn(postId: string, emoji: string, on: boolean) {
    setOwn((known) => {
      const others = (known?.[postId] ?? []).filter((each) => each !== emoji);
      return { ...known, [postId]: on ? [...others, emoji] : others };
    });
    const turned = (post: Post) => (post.id === postId ? reacted(post, emoji, on) : post);
    setShown((known) => ({ ...known, posts: known.posts.map(turned) }));
  }

  const confirmOf = (post: Post) =>
    own ? (
      <ConfirmPost
        actions={actions}
        business={business.name}
        onChange={(now) => setConfirmed((known) => ({ ...known, [post.id]: now }))}
        own={confirmed[post.id] ?? null}
        post={post}
      />
    ) : (
      <SignInToConfirm path={`${news}/${post.id}`} />
    );

  const oldest = shown.posts.at(-1)?.seq;
  const editedRev = Math.max(0, ...shown.posts.filter(({ editedAt }) => editedAt).map(({ rev }) => rev));
  return (
    <>
      {props.corrections && (
        <Corrections
          actions={actions}
          businessId={business.id}
          editedRev={editedRev}
          known={props.corrections}
          news={news}
        />
      )}
      <NewPosts
        count={shown.waiting.length}
        first={shown.waiting[0]?.id}
        onShow={() => setShown(withWaiting)}
      />
      <ul className="space-y-4">
        {shown.posts.map((post) => (
          <li key={post.id}>
            <PostCard
              news={news}
              onAsk={isStaff ? null : (button) => askAbout(post, button)}
              onReact={own && ((emoji, on) => void react(post.id, emoji, on))}
              ownReactions={own?.[post.id] ?? []}
              post={post}
              topic={topics.find(({ id }) => id === post.topicId)?.name}
            >
              {post.asksToConfirm && confirmOf(post)}
            </PostCard>
          </li>
        ))}
      </ul>
      {sheet}
      {problem && (
        <p className="mt-4 text-sm text-danger" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {shown.hasMore && !isAlone && oldest !== undefined && (
        <OlderPosts
          href={`${news}?${new URLSearchParams({ ...(topicId && { topic: topicId }), before: String(oldest) })}`}
          onShow={() => showOlder(oldest)}
        />
      )}
      <p className="sr-only" role="status">
        {shown.waiting.length > 0 && t("waiting", { count: shown.waiting.length })}
      </p>
    </>
  );
}

interface NewPostsProps {
  count: number;
  first: string | undefined;
  onShow: () => void;
}

/** Lies over the posts and takes no room of theirs; once pressed, reading goes on with the first new one. */
function NewPosts({ count, first, onShow }: NewPostsProps) {
  const t = useTranslations("posts");
  const pressed = useRef<string>(undefined);
  useEffect(() => {
    if (count > 0 || !pressed.current) return;
    document.getElementById(pressed.current)?.focus();
    pressed.current = undefined;
  }, [count]);
  return (
    <div className="sticky top-[calc(var(--spacing-header)+0.75rem)] z-10 flex h-0 justify-center">
      {count > 0 && (
        <Button
          className="rounded-full shadow-floating"
          onClick={() => {
            pressed.current = first;
            onShow();
          }}
          size="small"
        >
          <Icon className="size-4.5" name="up" />
          {t("waiting", { count })}
        </Button>
      )}
    </div>
  );
}

/** A link for those without a script. */
function OlderPosts({ href, onShow }: { href: string; onShow: () => Promise<void> }) {
  const t = useTranslations("posts");
  const [isLoading, startLoading] = useTransition();
  return (
    <p className="mt-6 text-center">
      <a
        aria-disabled={isLoading || undefined}
        className={buttonClass({ look: "secondary" })}
        href={href}
        onClick={(event) => {
          event.preventDefault();
          if (!isLoading) startLoading(onShow);
        }}
      >
        {t(isLoading ? "loadingOlder" : "older")}
      </a>
    </p>
  );
}
