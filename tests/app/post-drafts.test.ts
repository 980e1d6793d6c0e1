import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { addressOfFile } from "@/app/attachments/read";
import { upload } from "@/app/attachments/upload";
import { dropPost, planPost, savePost, takeBackPost } from "@/app/broadcasts/drafts";
import type { Viewer } from "@/app/viewer";
import { append } from "@/db/append";
import { UNSENT_PER_PERSON_MAX, unsentLeftovers, unsentOf } from "@/db/attachments";
import { posts, topics } from "@/db/broadcast-parts";
import { attachments } from "@/db/conversation-parts";
import { waitingPost, waitingPosts } from "@/db/post-drafts";
import { broadcastOf } from "@/db/posts";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import { POST_LENGTH_MAX, PUBLISH_WITHIN_MS, UNPUBLISHED_MAX } from "@/lib/broadcast";
import { photo } from "../lib/server/files/samples";
import type { Cast } from "../support/cast";
import { castOfSite } from "../support/viewers";

let cake: Buffer;
beforeAll(async () => {
  cake = await photo();
});

const HOUR_MS = 60 * 60 * 1000;
const inAnHour = () => new Date(Date.now() + HOUR_MS).toISOString();

const written = (businessId: string, more: object = {}) => ({
  ...{ businessId, id: randomUUID(), rev: 0, body: "Fresh beans on Friday.", topicId: null },
  ...{ isSilent: false, asksToConfirm: false, attachmentIds: [] as string[], ...more },
});

const which = ({ businessId, id }: { businessId: string; id: string }) => ({ businessId, id });

async function picture({ db, businessId }: Cast, who: Viewer, bytes = cake) {
  const conversationId = await broadcastOf(db, businessId);
  const file = new Blob([Buffer.from(bytes)]).stream();
  const { attachment } = await upload(who, { conversationId, id: randomUUID(), name: "cake.jpg", file });
  return attachment;
}

describe("a draft", () => {
  it("is kept as it is written, with its pictures and topic", async () => {
    const cast = await castOfSite();
    const { asNora, businessId, db } = cast;
    const topicId = randomUUID();
    await db.insert(topics).values({ id: topicId, businessId, name: "Offers", place: 0 });
    const pictures = [await picture(cast, asNora), await picture(cast, asNora)];
    const attachmentIds = pictures.map(({ id }) => id).toReversed();
    const draft = written(businessId, { topicId, isSilent: true, asksToConfirm: true, attachmentIds });
    const { isKept, post } = await savePost(asNora, draft);
    expect(isKept).toBe(true);
    expect(post).toEqual({
      ...{ id: draft.id, body: draft.body, topicId, isSilent: true, asksToConfirm: true },
      ...{ state: "draft", publishAt: null, failure: null, rev: 1, updatedAt: expect.any(String) },
      attachments: pictures.toReversed(),
    });
    const { post: shorter } = await savePost(asNora, { ...draft, rev: 1, attachmentIds: [], body: "" });
    expect(shorter).toMatchObject({ body: "", rev: 2, attachments: [] });
    expect(await waitingPosts(db, businessId)).toEqual([shorter]);
  });

  it("that is saved again after a lost answer is the same", async () => {
    const { asNora, businessId } = await castOfSite();
    const draft = written(businessId);
    const first = await savePost(asNora, draft);
    expect(await savePost(asNora, draft)).toEqual(first);
  });

  it("is not written over by who has not seen what others wrote", async () => {
    const { asNora, businessId, db } = await castOfSite();
    const draft = written(businessId);
    await savePost(asNora, draft);
    const [one, other] = await Promise.all([
      savePost(asNora, { ...draft, rev: 1, body: "Beans on Saturday." }),
      savePost(asNora, { ...draft, rev: 1, body: "Beans on Sunday." }),
    ]);
    expect([one.isKept, other.isKept].toSorted()).toEqual([false, true]);
    // Whoever was slower is told what there is, and it stands.
    expect(one.post.body).toBe(other.post.body);
    expect(await waitingPost(db, draft)).toMatchObject({ rev: 2, body: one.post.body });
  });

  it("that was taken away is not made again by who still writes on it", async () => {
    const { asNora, businessId } = await castOfSite();
    const draft = written(businessId);
    await savePost(asNora, draft);
    await dropPost(asNora, which(draft));
    // A repeat finds it so.
    await dropPost(asNora, which(draft));
    await expect(savePost(asNora, { ...draft, rev: 1, body: "More" })).rejects.toMatchObject({
      code: "closed",
    });
    // Whoever takes that back saves it as new.
    expect((await savePost(asNora, draft)).post.body).toBe(draft.body);
  });

  it("is so long and no longer, and so many wait and no more", async () => {
    const { asNora, businessId, db } = await castOfSite();
    const longest = written(businessId, { body: "x".repeat(POST_LENGTH_MAX) });
    await savePost(asNora, longest);
    const longer = { ...longest, rev: 1, body: `${longest.body}x` };
    await expect(savePost(asNora, longer)).rejects.toMatchObject({ code: "too-long" });
    await db
      .insert(posts)
      .values(Array.from({ length: UNPUBLISHED_MAX - 2 }, () => ({ id: randomUUID(), businessId })));
    const last = written(businessId);
    await savePost(asNora, last);
    await expect(savePost(asNora, written(businessId))).rejects.toMatchObject({ code: "too-many" });
    // What is there is written on.
    expect((await savePost(asNora, { ...last, rev: 1, body: "On" })).isKept).toBe(true);
    const ids = Array.from({ length: ATTACHMENTS_PER_MESSAGE_MAX + 1 }, () => randomUUID());
    const crowded = { ...last, rev: 2, attachmentIds: ids };
    await expect(savePost(asNora, crowded)).rejects.toMatchObject({ code: "bad-command" });
  });

  it("[S34] is for the owners of the business alone", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const { asNora, asSam, asMaya, asGuest, businessId, db } = cast;
    const draft = written(businessId);
    await savePost(asNora, draft);
    for (const who of [asSam, asMaya, asGuest, other.asNora]) {
      const asked = { businessId, id: draft.id };
      await expect(savePost(who, { ...draft, rev: 1, body: "Ours" })).rejects.toMatchObject({
        code: "not-found",
      });
      await expect(planPost(who, { ...asked, rev: 1, publishAt: inAnHour() })).rejects.toMatchObject({
        code: "not-found",
      });
      await expect(takeBackPost(who, asked)).rejects.toMatchObject({ code: "not-found" });
      await expect(dropPost(who, asked)).rejects.toMatchObject({ code: "not-found" });
    }
    // Nor by its id, in the name of another business.
    const theirs = { ...draft, businessId: other.businessId };
    await expect(savePost(other.asNora, theirs)).rejects.toMatchObject({ code: "closed" });
    await dropPost(other.asNora, which(theirs));
    expect(await waitingPost(db, draft)).toMatchObject({ body: draft.body, rev: 1 });
    const topicId = randomUUID();
    await db.insert(topics).values({ id: topicId, businessId: other.businessId, name: "Theirs", place: 0 });
    await expect(savePost(asNora, { ...draft, rev: 1, topicId })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("a plan", () => {
  it("holds what was seen when it was made, until it is taken back", async () => {
    const { asNora, businessId, db } = await castOfSite();
    const draft = written(businessId);
    await savePost(asNora, draft);
    const plan = { businessId, id: draft.id, rev: 1, publishAt: inAnHour() };
    const { post } = await planPost(asNora, plan);
    expect(post).toMatchObject({ state: "planned", publishAt: plan.publishAt, rev: 2 });
    // After a lost answer it is the same; by whoever had not seen it, it is not made anew.
    expect(await planPost(asNora, plan)).toEqual({ isKept: true, post });
    const later = { ...plan, publishAt: new Date(Date.now() + 2 * HOUR_MS).toISOString() };
    expect(await planPost(asNora, later)).toEqual({ isKept: false, post });
    // Nobody publishes half a word by writing on.
    expect(await savePost(asNora, { ...draft, rev: 2, body: "Fr" })).toEqual({ isKept: false, post });
    const back = await takeBackPost(asNora, which(plan));
    expect(back).toMatchObject({ state: "draft", publishAt: null, rev: 3 });
    expect(await takeBackPost(asNora, which(plan))).toEqual(back);
    expect(await waitingPosts(db, businessId)).toEqual([back]);
  });

  it("is for a time to come, and not too far ahead, and of something", async () => {
    const { asNora, businessId } = await castOfSite();
    const draft = written(businessId, { body: "" });
    await savePost(asNora, draft);
    const plan = (aheadMs: number, rev = 1) =>
      planPost(asNora, {
        ...{ businessId, id: draft.id, rev },
        publishAt: new Date(Date.now() + aheadMs).toISOString(),
      });
    for (const aheadMs of [-1, PUBLISH_WITHIN_MS + 5_000, HOUR_MS])
      await expect(plan(aheadMs)).rejects.toMatchObject({ code: "bad-command" });
    await savePost(asNora, { ...draft, rev: 1, body: "Beans" });
    expect((await plan(PUBLISH_WITHIN_MS - 5_000, 2)).post.state).toBe("planned");
  });

  it("of what is published already changes nothing, whether its row says so yet or not", async () => {
    const { asNora, businessId, db, pool, nora } = await castOfSite();
    const draft = written(businessId);
    await savePost(asNora, draft);
    await planPost(asNora, { businessId, id: draft.id, rev: 1, publishAt: inAnHour() });
    const conversationId = await broadcastOf(db, businessId);
    await append(pool, [
      { conversationId, entry: { op: "message", id: draft.id, ...nora, body: draft.body } },
    ]);
    const asked = { businessId, id: draft.id };
    for (const refused of [
      () => takeBackPost(asNora, asked),
      () => dropPost(asNora, asked),
      () => savePost(asNora, { ...draft, rev: 2, body: "Other" }),
      () => planPost(asNora, { ...asked, rev: 2, publishAt: inAnHour() }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "closed" });
    expect(await waitingPosts(db, businessId)).toEqual([]);
  });
});

describe("the pictures of a draft", () => {
  it("are seen by owners alone, and by nobody else of the business", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const { id } = await picture(cast, cast.asNora);
    expect(await addressOfFile(cast.asNora, { id })).toContain("/");
    for (const who of [cast.asSam, cast.asMaya, cast.asGuest, other.asNora]) {
      await expect(addressOfFile(who, { id })).rejects.toMatchObject({ code: "not-found" });
      await expect(picture(cast, who)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  it("are pictures, of this business, that go with nothing else", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const { asNora, businessId } = cast;
    const menu = await picture(cast, asNora, Buffer.from("%PDF-1.7\nThe menu"));
    const theirs = await picture(other, other.asNora);
    const used = await picture(cast, asNora);
    await savePost(asNora, written(businessId, { attachmentIds: [used.id] }));
    for (const { id } of [menu, theirs, used, { id: randomUUID() }])
      await expect(savePost(asNora, written(businessId, { attachmentIds: [id] }))).rejects.toMatchObject({
        code: "not-found",
      });
  });

  it("wait with it however long that takes, and count as nobody's unsent files", async () => {
    const cast = await castOfSite();
    const { asNora, businessId, db, nora } = cast;
    const { id } = await picture(cast, asNora);
    const draft = written(businessId, { attachmentIds: [id] });
    await savePost(asNora, draft);
    expect(await unsentOf(db, nora.userId)).toBe(0);
    await db
      .update(attachments)
      .set({ createdAt: sql`now() - interval '9 days'` })
      .where(eq(attachments.id, id));
    const swept = async () =>
      (await unsentLeftovers(db, 100 * UNSENT_PER_PERSON_MAX)).some((each) => each.id === id);
    expect(await swept()).toBe(false);
    // What was taken away can be taken back with all that it had.
    await dropPost(asNora, which(draft));
    expect(await swept()).toBe(false);
    expect((await savePost(asNora, draft)).post.attachments).toMatchObject([{ id }]);
    await savePost(asNora, { ...draft, rev: 1, attachmentIds: [] });
    await db
      .update(attachments)
      .set({ createdAt: sql`now() - interval '9 days'` })
      .where(eq(attachments.id, id));
    expect(await swept()).toBe(true);
  });
});
