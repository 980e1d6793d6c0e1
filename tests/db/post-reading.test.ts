import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { postReactionCounts, postReactions, readers, topics } from "@/db/broadcast-parts";
import { fileOfPost } from "@/db/post-files";
import { markRead } from "@/db/post-reading";
import { postOf, postsPage } from "@/db/posts";
import { messages } from "@/db/schema";
import { POSTS_PAGE_SIZE } from "@/lib/broadcast";
import { type Cast, castForTest } from "../support/cast";
import { pictureOf, tellAll } from "../support/posts";

const takeBack = ({ db }: Cast, id: string) =>
  db.update(messages).set({ deletedAt: new Date() }).where(eq(messages.id, id));

describe("what a business tells everybody", () => {
  it(`is read newest first, ${POSTS_PAGE_SIZE} at a time`, async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    await tellAll(
      cast,
      Array.from({ length: POSTS_PAGE_SIZE + 1 }, (_, n) => ({ body: `Post ${n + 1}` })),
    );
    const first = await postsPage(db, { businessId });
    expect([first.posts.length, first.hasMore]).toEqual([POSTS_PAGE_SIZE, true]);
    expect(first.posts[0]?.body).toBe(`Post ${POSTS_PAGE_SIZE + 1}`);
    const before = first.posts.at(-1)?.seq ?? 0;
    const rest = await postsPage(db, { businessId, before });
    expect([rest.posts.map(({ body }) => body), rest.hasMore]).toEqual([["Post 1"], false]);
  });

  it("is not what was taken back, nor another business's", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    const { db, businessId } = cast;
    const [kept = "", gone = ""] = await tellAll(cast, [{ body: "Kept" }, { body: "Taken back" }]);
    const [theirs = ""] = await tellAll(other, [{ body: "From next door" }]);
    await takeBack(cast, gone);
    expect((await postsPage(db, { businessId })).posts.map(({ id }) => id)).toEqual([kept]);
    expect(await postOf(db, { businessId, id: kept })).toMatchObject({ body: "Kept", reactions: [] });
    expect(await postOf(db, { businessId, id: gone })).toBeNull();
    expect(await postOf(db, { businessId, id: theirs })).toBeNull();
  });

  it("is read by topic", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    const [topic] = await db.insert(topics).values({ businessId, name: "Beans", place: 0 }).returning();
    const topicId = topic?.id ?? "";
    await tellAll(cast, [{ body: "Of beans", topicId }, { body: "Of nothing" }]);
    const { posts } = await postsPage(db, { businessId, topicId });
    expect(posts.map((post) => [post.body, post.topicId])).toEqual([["Of beans", topicId]]);
  });

  it("[S34] tells how often an emoji stands under it, and of nobody who put it there", async () => {
    const cast = await castForTest();
    const { db, businessId, maya, leo } = cast;
    const [postId = ""] = await tellAll(cast, [{ body: "Tasting" }]);
    await db.insert(postReactions).values([
      { postId, userId: maya.userId, emoji: "👍" },
      { postId, userId: leo.userId, emoji: "👍" },
    ]);
    await db.insert(postReactionCounts).values({ postId, emoji: "👍", count: 2 });
    const told = await postOf(db, { businessId, id: postId });
    expect(told?.reactions).toEqual([{ emoji: "👍", count: 2 }]);
    for (const { userId, name } of [maya, leo]) {
      expect(JSON.stringify(told)).not.toContain(userId);
      expect(JSON.stringify(told)).not.toContain(name);
    }
  });
});

describe("a file of a post", () => {
  it("[S11] is there for everybody while the post is, at the address of that post alone", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    const { db, businessId } = cast;
    const [postId = "", otherPost = ""] = await tellAll(cast, [{ body: "New pots" }, { body: "Closed" }]);
    const id = await pictureOf(cast, postId);
    expect(await fileOfPost(db, { businessId, postId, id })).toMatchObject({ id, name: "kiln.jpg" });
    expect(await fileOfPost(db, { businessId, postId: otherPost, id })).toBeNull();
    expect(await fileOfPost(db, { businessId: other.businessId, postId, id })).toBeNull();
    const waiting = await pictureOf(cast, null);
    expect(await fileOfPost(db, { businessId, postId, id: waiting })).toBeNull();
    await takeBack(cast, postId);
    expect(await fileOfPost(db, { businessId, postId, id })).toBeNull();
  });
});

describe("what a reader has seen", () => {
  it("only grows, and never past what was told", async () => {
    const cast = await castForTest();
    const { db, businessId, maya, leo } = cast;
    await tellAll(cast, [{ body: "One" }, { body: "Two" }, { body: "Three" }]);
    await db.insert(readers).values([maya, leo].map(({ userId }) => ({ businessId, userId })));
    const { userId } = maya;
    const seen = async () => {
      const [row] = await db
        .select({ seq: readers.readSeq, rev: readers.readRev })
        .from(readers)
        .where(and(eq(readers.businessId, businessId), eq(readers.userId, userId)));
      return row;
    };
    expect(await markRead(db, { businessId, userId, seq: 2, rev: 2 })).toBe(true);
    expect(await seen()).toEqual({ seq: 2, rev: 2 });
    await markRead(db, { businessId, userId, seq: 1, rev: 1 });
    expect(await seen()).toEqual({ seq: 2, rev: 2 });
    await markRead(db, { businessId, userId, seq: 4, rev: 4 });
    expect(await seen()).toEqual({ seq: 3, rev: 3 });
    const others = await db.select().from(readers).where(eq(readers.userId, leo.userId));
    expect(others.map(({ readSeq }) => readSeq)).toEqual([0]);
  });

  it("is marked for nobody who does not follow", async () => {
    const cast = await castForTest();
    await tellAll(cast, [{ body: "One" }]);
    const { db, businessId } = cast;
    expect(await markRead(db, { businessId, userId: randomUUID(), seq: 1, rev: 1 })).toBe(false);
  });
});
