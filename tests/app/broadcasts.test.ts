import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deletePost, editPost, publishDue, publishPost, restorePost } from "@/app/broadcasts/publish";
import { reactToPost, readOwnReactions } from "@/app/broadcasts/react";
import { readPosts } from "@/app/broadcasts/reading";
import { giveRelayTicket } from "@/app/conversation/tickets";
import { posts } from "@/db/broadcast-parts";
import { messageRevisions } from "@/db/conversation-parts";
import { broadcastOf } from "@/db/posts";
import { conversations, memberships } from "@/db/schema";
import { EMOJI_PER_POST_MAX, POSTS_PAGE_SIZE } from "@/lib/broadcast";
import { castOfSite } from "../support/viewers";

process.env.ROOMS_PUBLIC_URL = "ws://rooms.example";

afterEach(() => {
  vi.useRealTimers();
});

async function desk() {
  const cast = await castOfSite();
  const { db, businessId, nora, asNora } = cast;
  const drafts = async (body: string, more: Partial<typeof posts.$inferInsert> = {}) => {
    const id = randomUUID();
    await db.insert(posts).values({ id, businessId, authorId: nora.userId, body, ...more });
    return { businessId, id };
  };
  const publish = (post: { businessId: string; id: string }, rev = 1) =>
    publishPost(asNora, { ...post, rev });
  const told = async () => (await readPosts(null, { businessId })).posts;
  return { ...cast, drafts, publish, told };
}

describe("publishing", () => {
  it("tells everybody what was a draft, once, under its id; who has no account reads it", async () => {
    const { publish, drafts, told } = await desk();
    const draft = await drafts("The oat milk is back.");
    expect(await told()).toEqual([]);
    // Somebody wrote something else meanwhile.
    expect(await publish(draft, 0)).toMatchObject({ is: "changed", post: { id: draft.id, rev: 1 } });
    expect(await publish(draft)).toEqual({ is: "published" });
    await expect(publish(draft)).rejects.toMatchObject({ code: "closed" });
    expect(await told()).toMatchObject([{ id: draft.id, seq: 1, body: "The oat milk is back." }]);
  });

  it("is done when its time has come, by however many processes, once", async () => {
    const { db, drafts, told } = await desk();
    const at = new Date();
    const planned = await drafts("Closed on Monday", { state: "planned", publishAt: at });
    const later = { state: "planned" as const, publishAt: new Date(at.getTime() + 60_000) };
    await drafts("Not yet", later);
    await Promise.all([publishDue(at), publishDue(at), publishDue(at)]);
    expect(await told()).toMatchObject([{ id: planned.id, body: "Closed on Monday" }]);
    // Its process died after it was stored and before that was kept.
    await db.update(posts).set({ state: "planned" }).where(eq(posts.id, planned.id));
    await publishDue(at);
    expect(await told()).toHaveLength(1);
    const [row] = await db.select().from(posts).where(eq(posts.id, planned.id));
    expect(row).toMatchObject({ state: "published", failure: null });
  });

  it("says of a post that another process has in hand how it stands, and publishes it once", async () => {
    const { db, drafts, publish, told, businessId } = await desk();
    const draft = await drafts("Closed on Monday");
    const broadcastId = await broadcastOf(db, businessId);
    // Both ask in the same millisecond.
    vi.setSystemTime(new Date());
    const first = await db.transaction(async (tx) => {
      await tx.select().from(conversations).where(eq(conversations.id, broadcastId)).for("update");
      const publishing = publish(draft);
      const waiting = sql`select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
      await vi.waitFor(async () => expect((await tx.execute(waiting)).rows).not.toEqual([]));
      expect(await publish(draft)).toEqual({ is: "planned" });
      return { publishing };
    });
    expect(await first.publishing).toEqual({ is: "published" });
    expect(await told()).toMatchObject([{ id: draft.id, seq: 1 }]);
  });

  it("does not speak for who is no owner any more, and says why", async () => {
    const { db, nora, drafts, told } = await desk();
    const at = new Date();
    const { id } = await drafts("By Nora", { state: "planned", publishAt: at });
    await db.update(memberships).set({ role: "agent" }).where(eq(memberships.userId, nora.userId));
    await publishDue(at);
    expect(await told()).toEqual([]);
    const [row] = await db.select().from(posts).where(eq(posts.id, id));
    expect(row).toMatchObject({ state: "draft", publishAt: null, failure: "not-allowed" });
  });

  it("says why a post could not be", async () => {
    const { publish, drafts } = await desk();
    const draft = await drafts("With a picture", { attachmentIds: [randomUUID()] });
    expect(await publish(draft)).toEqual({ is: "failed", failure: "not-found" });
    await expect(publish(await drafts(""))).rejects.toMatchObject({ code: "bad-command" });
  });

  it("[S10] is the owners' alone", async () => {
    const { asSam, asMaya, publish, drafts, told } = await desk();
    const other = await desk();
    const draft = await drafts("Mine");
    for (const who of [asSam, asMaya]) {
      const refused = [
        ...[publishPost(who, { ...draft, rev: 1 }), editPost(who, { ...draft, body: "Theirs" })],
        ...[deletePost(who, draft), restorePost(who, draft)],
      ];
      for (const asked of refused) await expect(asked).rejects.toMatchObject({ code: "not-found" });
    }
    // A post of another business is none of one's own.
    const foreign = { businessId: other.businessId, id: draft.id };
    await expect(publishPost(other.asNora, { ...foreign, rev: 1 })).rejects.toMatchObject({ code: "closed" });
    await publish(draft);
    for (const perform of [deletePost, restorePost])
      await expect(perform(other.asNora, foreign)).rejects.toMatchObject({ code: "not-found" });
    expect(await told()).toHaveLength(1);
  });
});

describe("a post", () => {
  it("is edited, deleted and brought back; what it said before is kept", async () => {
    const { db, asNora, drafts, publish, told } = await desk();
    const post = await drafts("We close at four.");
    await publish(post);
    await editPost(asNora, { ...post, body: "We close at five." });
    expect(await told()).toMatchObject([{ body: "We close at five.", rev: 2, editedAt: expect.any(String) }]);
    await expect(editPost(asNora, { ...post, body: " " })).rejects.toMatchObject({ code: "bad-command" });
    await deletePost(asNora, post);
    expect(await told()).toEqual([]);
    await restorePost(asNora, post);
    expect(await told()).toHaveLength(1);
    const kept = await db.select().from(messageRevisions).where(eq(messageRevisions.messageId, post.id));
    expect(kept).toMatchObject([{ body: "We close at four." }]);
  });

  it("is read by pages, the newest first", async () => {
    const { publish, businessId, drafts } = await desk();
    for (let n = 1; n <= POSTS_PAGE_SIZE + 1; n += 1) await publish(await drafts(`Post ${n}`));
    const page = await readPosts(null, { businessId });
    expect(page.posts.map(({ seq }) => seq)).toEqual(
      Array.from({ length: POSTS_PAGE_SIZE }, (_, n) => POSTS_PAGE_SIZE + 1 - n),
    );
    expect(page.hasMore).toBe(true);
    const older = await readPosts(null, { businessId, before: page.posts.at(-1)?.seq });
    expect(older).toMatchObject({ posts: [{ body: "Post 1" }], hasMore: false });
  });

  it("[S34] counts each emoji of a person once, and tells nobody whose it is", async () => {
    const { asNora, asMaya, asLeo, maya, drafts, publish, told } = await desk();
    const { id: postId, ...place } = await drafts("Tasting on Saturday");
    const likes = { postId, emoji: "🎉", on: true };
    await expect(reactToPost(asMaya, likes)).rejects.toMatchObject({ code: "not-found" });
    await publish({ ...place, id: postId });
    await Promise.all([reactToPost(asMaya, likes), reactToPost(asMaya, likes), reactToPost(asLeo, likes)]);
    expect((await told())[0]?.reactions).toEqual([{ emoji: "🎉", count: 2 }]);
    expect(JSON.stringify(await told())).not.toContain(maya.userId);
    await reactToPost(asLeo, { ...likes, on: false });
    await reactToPost(asLeo, { ...likes, on: false });
    expect((await told())[0]?.reactions).toEqual([{ emoji: "🎉", count: 1 }]);
    expect(await readOwnReactions(asMaya, { postIds: [postId] })).toEqual({ [postId]: ["🎉"] });
    expect(await readOwnReactions(asLeo, { postIds: [postId] })).toEqual({});
    await deletePost(asNora, { ...place, id: postId });
    await expect(reactToPost(asLeo, likes)).rejects.toMatchObject({ code: "not-found" });
  });

  it("has so many different emoji, and no more", async () => {
    const { asMaya, drafts, publish, told } = await desk();
    const post = await drafts("Which one?");
    await publish(post);
    const all = ["👍", "🎉", "❤️", "😀", "😮", "😢", "🔥", "👀", "☕"];
    for (const emoji of all.slice(0, EMOJI_PER_POST_MAX))
      await reactToPost(asMaya, { postId: post.id, emoji, on: true });
    await expect(reactToPost(asMaya, { postId: post.id, emoji: "☕", on: true })).rejects.toMatchObject({
      code: "too-many",
    });
    expect((await told())[0]?.reactions).toHaveLength(EMOJI_PER_POST_MAX);
  });
});

describe("a ticket to hear what a business tells everybody", () => {
  it("is given to whoever asks, and names nobody", async () => {
    const { asMaya, businessId } = await castOfSite();
    for (const who of [null, asMaya]) {
      const { url, token } = await giveRelayTicket(who, { channel: businessId });
      expect(url).toMatch(/\/parties\/channel\/[0-9a-f-]{36}-0$/);
      const [, claims = ""] = token.split(".");
      expect(Buffer.from(claims, "base64url").toString()).not.toContain(asMaya.id);
    }
  });

  it("is given for no business that is not there, and for no relay past the last", async () => {
    const { businessId } = await castOfSite();
    const nowhere = { channel: randomUUID() };
    await expect(giveRelayTicket(null, nowhere)).rejects.toMatchObject({ code: "not-found" });
    const past = { channel: businessId, relay: 100 };
    await expect(giveRelayTicket(null, past)).rejects.toMatchObject({ code: "bad-command" });
  });
});
