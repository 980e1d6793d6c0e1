import { useEffect, useRef } from "react";
import { fetchRoomAddress } from "@/lib/client/tickets";
import type { Post } from "@/lib/protocol/post";
import { granted } from "../granted";
import { patiently } from "../patiently";
import type { NewsActions } from "./news-feed";
import { type PostsShown, readAnew, readDownTo, withPost } from "./posts-shown";

interface Live {
  shown: PostsShown;
  setShown: (change: (known: PostsShown) => PostsShown) => void;
  businessId: string;
  topicId: string | undefined;
  /** Whether it goes up to the newest, so that new ones belong to it. */
  isNewest: boolean;
  posts: NewsActions["posts"];
}

const loadFeed = patiently(() => import("@/lib/client/post-feed").then((module) => module.PostFeed));

/** Has what is shown follow what the business tells, for as long as the page is there. */
export function useLivePosts(live: Live): void {
  const latest = useRef(live);
  latest.current = live;
  const { businessId, topicId, isNewest } = live;
  useEffect(() => {
    let isOver = false;
    let stop = () => {};
    /** What is heard while posts are read comes after what was read. */
    let heard: Post[] = [];
    const takes = (post: Post) => isNewest && (topicId === undefined || post.topicId === topicId);
    const take = (known: PostsShown, post: Post) => withPost(known, post, takes);
    const reload = async () => {
      const sinceThen: Post[] = [];
      heard = sinceThen;
      const { shown, posts } = latest.current;
      const newest = shown.posts[0]?.seq;
      const read = await readDownTo(
        async (asked) => granted(await posts({ businessId, ...(topicId && { topicId }), ...asked })),
        {
          from: isNewest || newest === undefined ? undefined : newest + 1,
          seq: shown.posts.at(-1)?.seq ?? 0,
        },
      );
      // A later reading knows more.
      if (isOver || heard !== sinceThen) return;
      latest.current.setShown((known) => sinceThen.reduce(take, readAnew(known, read)));
    };
    void loadFeed().then((PostFeed) => {
      if (isOver) return;
      const feed = new PostFeed({
        address: (relay) => fetchRoomAddress({ channel: businessId, relay }),
        // Without the site what is shown stays; the next connect reads anew.
        onReload: () => void reload().catch((error: unknown) => console.warn("news were not read:", error)),
        onPost: (post) => {
          heard.push(post);
          latest.current.setShown((known) => take(known, post));
        },
      });
      stop = feed.start();
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [businessId, topicId, isNewest]);
}

const TOLD_AFTER_MS = 1_000;
/** So much of a post, or of the window, and it was seen. */
const SEEN_SHARE = 0.5;
const SHARES = Array.from({ length: 21 }, (_, n) => n / 20);

/** Tells which of the posts came into view, and in which version; once for all that do so together. */
export function useSeenPosts(
  posts: Post[],
  tell: ((seen: { seq: number; rev: number }) => void) | null,
): void {
  const seen = useRef({ seq: 0, rev: 0 });
  const latest = useRef(tell);
  latest.current = tell;
  const isTold = tell !== null;
  useEffect(() => {
    if (!isTold) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const before = seen.current;
        for (const { target, intersectionRatio, intersectionRect } of entries) {
          const post = posts.find(({ id }) => id === target.id);
          const isSeen =
            intersectionRatio >= SEEN_SHARE || intersectionRect.height >= window.innerHeight * SEEN_SHARE;
          if (!post || !isSeen) continue;
          const { seq, rev } = seen.current;
          seen.current = { seq: Math.max(seq, post.seq), rev: Math.max(rev, post.rev) };
        }
        if (seen.current.seq === before.seq && seen.current.rev === before.rev) return;
        timer ??= setTimeout(() => {
          timer = undefined;
          latest.current?.(seen.current);
        }, TOLD_AFTER_MS);
      },
      { threshold: SHARES },
    );
    for (const { id } of posts) {
      const card = document.getElementById(id);
      if (card) observer.observe(card);
    }
    return () => {
      observer.disconnect();
      if (timer === undefined) return;
      clearTimeout(timer);
      latest.current?.(seen.current);
    };
  }, [posts, isTold]);
}
