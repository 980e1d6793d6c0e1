import type { Post } from "@/lib/protocol/post";

/** A page that was away for longer shows no more than these pages of posts, as on a visit anew. */
export const PAGES_READ_ANEW_MAX = 5;

export interface PostsPage {
  /** The newest first. */
  posts: Post[];
  hasMore: boolean;
}

export interface PostsShown extends PostsPage {
  /** New ones, the newest first. They are shown when asked for: nothing moves under who reads. */
  waiting: Post[];
}

/** What is shown once it was heard how a post is now; of new ones only those that `takes`. */
export function withPost(shown: PostsShown, post: Post, takes: (post: Post) => boolean): PostsShown {
  const { posts, hasMore } = shown;
  const waiting = shown.waiting.filter(({ id }) => id !== post.id);
  if (posts.some(({ id }) => id === post.id))
    return { ...shown, posts: posts.map((each) => (each.id === post.id ? laterOf(each, post) : each)) };
  if (post.deletedAt || !takes(post)) return { ...shown, waiting };
  if (post.seq > (posts[0]?.seq ?? 0))
    return {
      ...shown,
      waiting: inOrder([...waiting, laterOf(shown.waiting.find(({ id }) => id === post.id) ?? post, post)]),
    };
  // One that was taken back and is there again, if its place is among those shown.
  const isAmong = !hasMore || post.seq > (posts.at(-1)?.seq ?? 0);
  return isAmong ? { ...shown, posts: inOrder([...posts, post]) } : shown;
}

export interface ReadAnew extends PostsPage {
  /** The place from which on all there is was read. */
  downTo: number;
  /** Whether that is as far as was wanted. */
  isWhole: boolean;
}

/**
 * What is shown once posts were read anew: what is not among them is gone. Older ones came while it was read, or are too
 * far away and are asked for again.
 */
export function readAnew(shown: PostsShown, read: ReadAnew): PostsShown {
  const { posts, hasMore, downTo, isWhole } = read;
  const now = new Map(posts.map((post) => [post.id, post]));
  const there = shown.posts.filter(({ seq }) => isWhole || seq >= downTo);
  if (there.length === 0) return { posts, hasMore, waiting: [] };
  const newest = there[0]?.seq ?? 0;
  const hasOlder = (there.at(-1)?.seq ?? 0) < downTo;
  return {
    posts: there.map((post) => {
      const found = now.get(post.id);
      if (found) return laterOf(post, found);
      return post.seq < downTo ? post : goneFrom(post);
    }),
    hasMore: hasOlder ? shown.hasMore : hasMore || there.length < shown.posts.length,
    waiting: posts.filter(({ seq }) => seq > newest),
  };
}

/** Reads from the newest, or from what is before `from`, down to a place, as far as that is not too far. */
export async function readDownTo(
  read: (asked: { before?: number }) => Promise<PostsPage>,
  { from, seq }: { from?: number | undefined; seq: number },
): Promise<ReadAnew> {
  const posts: Post[] = [];
  let before = from;
  let hasMore = true;
  for (let page = 0; page < PAGES_READ_ANEW_MAX && hasMore; page += 1) {
    const found = await read(before === undefined ? {} : { before });
    posts.push(...found.posts);
    hasMore = found.hasMore;
    before = posts.at(-1)?.seq ?? 0;
    if (before <= seq) break;
  }
  const downTo = hasMore ? (before ?? 0) : 0;
  return { posts, hasMore, downTo, isWhole: downTo <= seq };
}

export function withOlder(shown: PostsShown, older: PostsPage): PostsShown {
  const known = new Set(shown.posts.map(({ id }) => id));
  const posts = inOrder([...shown.posts, ...older.posts.filter(({ id }) => !known.has(id))]);
  return { ...shown, posts, hasMore: older.hasMore };
}

export function withWaiting(shown: PostsShown): PostsShown {
  return { ...shown, posts: [...shown.waiting, ...shown.posts], waiting: [] };
}

/** As it will be once it is known that somebody put an emoji under it, or took it away. */
export function reacted(post: Post, emoji: string, on: boolean): Post {
  const others = post.reactions.filter((each) => each.emoji !== emoji);
  const count = (post.reactions.find((each) => each.emoji === emoji)?.count ?? 0) + (on ? 1 : -1);
  if (count < 1) return { ...post, reactions: others };
  const isThere = others.length < post.reactions.length;
  return {
    ...post,
    reactions: isThere
      ? post.reactions.map((each) => (each.emoji === emoji ? { emoji, count } : each))
      : [...others, { emoji, count }],
  };
}

/** Reactions leave `rev` as it is: of two alike the one heard last. */
function laterOf(known: Post, heard: Post): Post {
  return heard.rev < known.rev ? known : heard;
}

function goneFrom(post: Post): Post {
  return { ...post, body: "", attachments: [], reactions: [], deletedAt: post.deletedAt ?? post.createdAt };
}

function inOrder(posts: Post[]): Post[] {
  return posts.toSorted((one, other) => other.seq - one.seq);
}
