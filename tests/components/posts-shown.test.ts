import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  PAGES_READ_ANEW_MAX,
  type PostsShown,
  reacted,
  readAnew,
  readDownTo,
  withOlder,
  withPost,
  withWaiting,
} from "@/components/broadcast/posts-shown";
import type { Post } from "@/lib/protocol/post";

const businessId = randomUUID();

function post(seq: number, more: Partial<Post> = {}): Post {
  return {
    ...{ id: `post ${seq}`, businessId, seq, rev: seq, topicId: null, senderId: null, senderName: "Nora" },
    ...{ body: `Post ${seq}`, attachments: [], reactions: [], answers: [] },
    ...{ asksToConfirm: false, createdAt: "2026-11-22T00:00:00.000Z", editedAt: null, deletedAt: null },
    ...more,
  };
}

const shown = (seqs: number[], more: Partial<PostsShown> = {}): PostsShown => ({
  ...{ posts: seqs.map((seq) => post(seq)), hasMore: true, waiting: [] },
  ...more,
});
const all = () => true;
const seqs = (posts: Post[]) => posts.map(({ seq }) => seq);

describe("what is shown of the news", () => {
  it("stays as it is while new posts wait, the newest first, until they are asked for", () => {
    const before = shown([4, 3]);
    const after = [post(5), post(6), post(5, { rev: 7, body: "Mended" })].reduce(
      (each, heard) => withPost(each, heard, all),
      before,
    );
    expect(after.posts).toBe(before.posts);
    expect(after.waiting.map(({ body }) => body)).toEqual(["Post 6", "Mended"]);
    expect(seqs(withWaiting(after).posts)).toEqual([6, 5, 4, 3]);
    expect(withPost(after, post(6, { rev: 8, deletedAt: "2026-11-22T01:00:00.000Z" }), all).waiting).toEqual([
      after.waiting[1],
    ]);
    expect(withPost(before, post(5), () => false)).toEqual(before);
  });

  it("shows an edit in its place, and not what was before it that comes late", () => {
    const edited = withPost(shown([4, 3]), post(3, { rev: 9, body: "Mended" }), all);
    expect(edited.posts.map(({ body }) => body)).toEqual(["Post 4", "Mended"]);
    expect(withPost(edited, post(3), all)).toEqual(edited);
    const counted = post(3, { rev: 9, reactions: [{ emoji: "👍", count: 2 }] });
    expect(withPost(edited, counted, all).posts[1]).toEqual(counted);
  });

  it("takes one that is there again into its place, and leaves older ones to be asked for", () => {
    expect(seqs(withPost(shown([5, 3]), post(4), all).posts)).toEqual([5, 4, 3]);
    expect(seqs(withPost(shown([5, 3]), post(1), all).posts)).toEqual([5, 3]);
    expect(seqs(withPost(shown([5, 3], { hasMore: false }), post(1), all).posts)).toEqual([5, 3, 1]);
    expect(withPost(shown([5]), post(4, { deletedAt: "2026-11-22T01:00:00.000Z" }), all)).toEqual(shown([5]));
  });

  it("is put right by reading anew: edited, gone, and new ones wait", () => {
    const before = shown([4, 3, 2]);
    const read = { posts: [post(5), post(4, { rev: 9, body: "Mended" }), post(2)], hasMore: true };
    const after = readAnew(before, { ...read, downTo: 2, isWhole: true });
    expect(after.posts.map(({ body }) => body)).toEqual(["Mended", "", "Post 2"]);
    expect(after.posts[1]?.deletedAt).not.toBeNull();
    expect(seqs(after.waiting)).toEqual([5]);
    // What was heard while it was read comes after it, and is there again.
    expect(withPost(after, post(3), all).posts[1]?.deletedAt).toBeNull();
  });

  it("ends where it was read to, and begins anew where all of it is older", () => {
    const read = { posts: [post(4)], hasMore: true, downTo: 4, isWhole: false };
    const cut = readAnew(shown([4, 3, 2], { hasMore: false }), read);
    expect([seqs(cut.posts), cut.hasMore]).toEqual([[4], true]);
    const anew = { posts: [post(90), post(89)], hasMore: true };
    expect(readAnew(shown([4, 3]), { ...anew, downTo: 89, isWhole: false })).toEqual({
      ...anew,
      waiting: [],
    });
  });

  it("keeps older ones that came while it was read anew", () => {
    const read = { posts: [post(4), post(3)], hasMore: true, downTo: 3, isWhole: true };
    expect(readAnew(shown([4, 3, 2, 1], { hasMore: false }), read)).toEqual(
      shown([4, 3, 2, 1], { hasMore: false }),
    );
  });

  it("grows by older ones, each once", () => {
    const older = withOlder(shown([4, 3]), { posts: [post(3), post(2)], hasMore: false });
    expect([seqs(older.posts), older.hasMore]).toEqual([[4, 3, 2], false]);
  });
});

describe("reading anew", () => {
  const pageBefore = async ({ before = 1_000 }: { before?: number }) => ({
    posts: [post(before - 1), post(before - 2)],
    hasMore: before > 2,
  });

  it("goes down to what is shown", async () => {
    const read = await readDownTo(pageBefore, { seq: 996 });
    expect([seqs(read.posts), read.downTo, read.isWhole]).toEqual([[999, 998, 997, 996], 996, true]);
  });

  it("begins where what is shown begins, on a page of older ones", async () => {
    const read = await readDownTo(pageBefore, { from: 501, seq: 500 });
    expect([seqs(read.posts), read.downTo]).toEqual([[500, 499], 499]);
  });

  it(`goes no further than ${PAGES_READ_ANEW_MAX} pages`, async () => {
    const read = await readDownTo(pageBefore, { seq: 1 });
    expect([read.posts.length, read.downTo, read.isWhole]).toEqual([2 * PAGES_READ_ANEW_MAX, 990, false]);
  });

  it("knows of all posts where there are no more", async () => {
    const read = await readDownTo(async () => ({ posts: [], hasMore: false }), { seq: 3 });
    expect(read).toEqual({ posts: [], hasMore: false, downTo: 0, isWhole: true });
  });
});

it("a reaction counts at once, and is gone with the last who gave it", () => {
  const liked = reacted(post(1), "👍", true);
  expect(liked.reactions).toEqual([{ emoji: "👍", count: 1 }]);
  const both = reacted(reacted(liked, "🎉", true), "👍", true);
  expect(both.reactions).toEqual([
    { emoji: "👍", count: 2 },
    { emoji: "🎉", count: 1 },
  ]);
  expect(reacted(both, "🎉", false).reactions).toEqual([{ emoji: "👍", count: 2 }]);
});
