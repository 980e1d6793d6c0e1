import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  deleteBroadcast,
  editBroadcast,
  publishBroadcast,
  readBroadcast,
  readBroadcasts,
} from "@/app/businesses/broadcasts";
import { readBusiness, readBusinesses } from "@/app/businesses/directory";
import { follow, readFollowing, unfollow } from "@/app/businesses/following";
import {
  createWebhook,
  readWebhooks,
  removeWebhook,
  renewSecret,
  updateWebhook,
} from "@/app/businesses/webhooks";
import { businessById } from "@/db/businesses";
import { planPost, savePost, waitingPost } from "@/db/post-drafts";
import { businesses } from "@/db/schema";
import { webhooks } from "@/db/webhook-parts";
import { POSTS_PAGE_SIZE } from "@/lib/broadcast";
import { REPEATED_WITHIN_MS } from "@/lib/webhook";
import { tellAll, topicNamed } from "../support/posts";
import { castOfSite } from "../support/viewers";

async function scene() {
  const cast = await castOfSite();
  const slug = (await businessById(cast.db, cast.businessId))?.slug ?? "";
  return { ...cast, slug };
}

const NOT_FOUND = { code: "not-found" };
const BAD = { code: "bad-command" };

describe("the directory", () => {
  it("is read to its end by pages, each business once, whatever it is called", async () => {
    const { db } = await scene();
    const category = `Trade ${randomUUID()}`;
    const named = ["Ñandú_Café", "ñandú", "_", "日本"].map((name, n) => ({
      ...{ slug: `shop-${n}-${randomUUID()}`, name, category },
    }));
    await db.insert(businesses).values(named);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await readBusinesses(null, { category, limit: "1", ...(cursor && { cursor }) });
      seen.push(...page.businesses.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual(named.map(({ name }) => name).toSorted());
    const { businesses: found } = await readBusinesses(null, { category, q: "日本" });
    expect(found).toEqual([
      {
        ...{ id: expect.any(String), slug: named[3]?.slug, name: "日本", tagline: "", category },
        ...{ logo: null, timeZone: "UTC", isOpen: null, changesAt: null },
      },
    ]);
  });

  it("[S37] is asked for by what can be", async () => {
    for (const asked of [{ limit: "101" }, { cursor: "x" }, { category: "a\u0000" }, { page: "1" }])
      await expect(readBusinesses(null, asked)).rejects.toMatchObject(BAD);
    for (const slug of [`nobody-${randomUUID()}`, ""])
      await expect(readBusiness(null, { slug })).rejects.toMatchObject(NOT_FOUND);
    await expect(readBusiness(null, { slug: "a\u0000" })).rejects.toMatchObject(BAD);
  });

  it("tells of a business its hours, whether it is open, who is there and how soon it answers", async () => {
    const cast = await scene();
    const { db, businessId, slug } = cast;
    const topicId = await topicNamed(cast, "Tastings");
    const hours = Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]),
    );
    const set = { hours: Object(hours), about: "Roasted here", greeting: "Only in the chat" };
    await db.update(businesses).set(set).where(eq(businesses.id, businessId));
    expect(await readBusiness(null, { slug })).toEqual({
      ...{ id: businessId, slug, name: "Harbor Coffee", tagline: "", category: "", about: "Roasted here" },
      ...{ logo: null, hours, holidays: [], timeZone: "UTC", isOpen: true, changesAt: null },
      ...{ status: "offline", responsiveness: null, topics: [{ id: topicId, name: "Tastings" }] },
    });
  });
});

describe("what a business tells everybody", () => {
  it("[G2] is told by its owner, once under an id, also where two ask at once", async () => {
    const { asNora, asSam, slug } = await scene();
    const asked = { slug, id: randomUUID(), body: "The oat milk is back." };
    const both = await Promise.all([publishBroadcast(asNora, asked), publishBroadcast(asNora, asked)]);
    expect(both.map(({ is }) => is)).toContain("published");
    const again = await publishBroadcast(asNora, asked);
    expect(again).toMatchObject({ is: "repeated", post: { id: asked.id, seq: 1, body: asked.body } });
    expect((await readBroadcasts(null, { slug })).posts).toEqual([again.post]);
    await expect(publishBroadcast(asSam, asked)).rejects.toMatchObject(NOT_FOUND);
  });

  it("[G2] is planned once where a twin has planned it and not yet told it", async () => {
    const { asNora, slug, db, businessId, nora } = await scene();
    const post = { businessId, id: randomUUID() };
    const written = {
      body: "Tonight",
      topicId: null,
      isSilent: false,
      asksToConfirm: false,
      attachmentIds: [],
    };
    await savePost(db, { ...post, ...written, rev: 0, authorId: nora.userId });
    await planPost(db, { ...post, rev: 1, publishAt: new Date() });
    const answer = await publishBroadcast(asNora, { slug, id: post.id, body: written.body });
    expect(answer).toEqual({ is: "planned", id: post.id });
    expect(await waitingPost(db, post)).toMatchObject({ state: "planned", rev: 2 });
  });

  it("has the topic and the marks it was given, and no more words than a message", async () => {
    const cast = await scene();
    const { asNora, slug } = cast;
    const topicId = await topicNamed(cast, "Tastings");
    const { is, post } = await publishBroadcast(asNora, {
      slug,
      body: "Tonight",
      topicId,
      asksToConfirm: true,
    });
    expect([is, post]).toMatchObject(["published", { topicId, asksToConfirm: true, body: "Tonight" }]);
    const refused = (asked: object) => publishBroadcast(asNora, { slug, ...asked }).catch(({ code }) => code);
    expect(await refused({ body: "" })).toBe("bad-command");
    expect(await refused({ body: "é".repeat(16_001) })).toBe("too-long");
    expect(await refused({ body: "Hi", topicId: randomUUID() })).toBe("not-found");
    expect(await refused({ body: "Hi", attachmentIds: [randomUUID()] })).toBe("not-found");
    expect((await readBroadcasts(null, { slug, topicId })).posts).toEqual([post]);
    expect((await readBroadcasts(null, { slug })).posts).toEqual([post]);
  });

  it("is edited and taken back by its author, however often", async () => {
    const { asNora, slug } = await scene();
    const { id } = await publishBroadcast(asNora, { slug, body: "Open until six" });
    const which = { slug, id };
    for (let time = 0; time < 2; time += 1)
      expect(await editBroadcast(asNora, { ...which, body: "Open until five" })).toMatchObject({
        ...{ id, body: "Open until five", editedAt: expect.any(String) },
      });
    expect((await readBroadcast(null, which)).body).toBe("Open until five");
    for (let time = 0; time < 2; time += 1) expect(await deleteBroadcast(asNora, which)).toEqual({});
    await expect(readBroadcast(null, which)).rejects.toMatchObject(NOT_FOUND);
    const again = publishBroadcast(asNora, { ...which, body: "Open until six" });
    await expect(again).rejects.toMatchObject({ code: "closed" });
  });

  it("[S10] is another business's to read alone", async () => {
    const [here, elsewhere] = [await scene(), await scene()];
    const { id } = await publishBroadcast(here.asNora, { slug: here.slug, body: "Ours" });
    const wrong = { slug: elsewhere.slug, id };
    await expect(readBroadcast(null, wrong)).rejects.toMatchObject(NOT_FOUND);
    for (const who of [elsewhere.asNora, here.asNora]) {
      await expect(editBroadcast(who, { ...wrong, body: "Theirs" })).rejects.toMatchObject(NOT_FOUND);
      await expect(deleteBroadcast(who, wrong)).rejects.toMatchObject(NOT_FOUND);
    }
    const taken = publishBroadcast(elsewhere.asNora, { ...wrong, body: "Theirs" });
    await expect(taken).rejects.toMatchObject({ code: "closed" });
    expect((await readBroadcast(null, { slug: here.slug, id })).body).toBe("Ours");
  });

  it("is read by pages, the newest first", async () => {
    const cast = await scene();
    const { slug } = cast;
    await tellAll(
      cast,
      Array.from({ length: POSTS_PAGE_SIZE + 1 }, (_, n) => ({ body: `${n + 1}` })),
    );
    const newest = await readBroadcasts(null, { slug });
    expect(newest.posts.map(({ seq }) => seq)).toEqual(
      Array.from({ length: POSTS_PAGE_SIZE }, (_, n) => POSTS_PAGE_SIZE + 1 - n),
    );
    const older = await readBroadcasts(null, { slug, cursor: newest.nextCursor });
    expect([older.posts.map(({ body }) => body), older.nextCursor]).toEqual([["1"], null]);
    for (const cursor of ["0", "x", "-1"])
      await expect(readBroadcasts(null, { slug, cursor })).rejects.toMatchObject(BAD);
  });
});

describe("webhooks", () => {
  const leading = { url: "https://example.com/", types: ["message.created"] };

  it("[G2] are made by owners, once under an id, and repeat their secret for who heard no answer", async () => {
    const { asNora, asSam, slug, db } = await scene();
    const asked = { slug, id: randomUUID(), ...leading };
    const made = await createWebhook(asNora, asked);
    expect(made).toMatchObject({
      webhook: { id: asked.id, ...leading },
      secret: expect.any(String),
      isNew: true,
    });
    expect(await createWebhook(asNora, asked)).toEqual({ ...made, isNew: false });
    expect(await readWebhooks(asNora, { slug })).toEqual({ webhooks: [made.webhook] });
    const other = createWebhook(asNora, { ...asked, url: "https://example.com/other" });
    await expect(other).rejects.toMatchObject({ code: "conflict" });
    await expect(createWebhook(asSam, asked)).rejects.toMatchObject({ code: "forbidden" });
    await expect(readWebhooks(asSam, { slug })).rejects.toMatchObject({ code: "forbidden" });
    const createdAt = new Date(Date.now() - REPEATED_WITHIN_MS);
    await db.update(webhooks).set({ createdAt }).where(eq(webhooks.id, asked.id));
    await expect(createWebhook(asNora, asked)).rejects.toMatchObject({ code: "conflict" });
  });

  it("are changed in what is named, disabled, renewed and removed", async () => {
    const { asNora, slug } = await scene();
    const { webhook, secret } = await createWebhook(asNora, { slug, ...leading });
    const which = { slug, id: webhook.id };
    const url = "https://example.com/2";
    expect(await updateWebhook(asNora, { ...which, url })).toEqual({ ...webhook, url });
    expect(await updateWebhook(asNora, { ...which, isEnabled: false })).toMatchObject({
      ...{ url, disabled: { because: "owner" } },
    });
    expect(await updateWebhook(asNora, { ...which, isEnabled: true })).toMatchObject({ disabled: null });
    const renewed = await renewSecret(asNora, which);
    expect(renewed.secret).not.toBe(secret);
    for (let time = 0; time < 2; time += 1) expect(await removeWebhook(asNora, which)).toEqual({});
    expect(await readWebhooks(asNora, { slug })).toEqual({ webhooks: [] });
    await expect(updateWebhook(asNora, { ...which, isEnabled: true })).rejects.toMatchObject(NOT_FOUND);
  });

  it("[S10] are there for the owners of their business alone", async () => {
    const [here, elsewhere] = [await scene(), await scene()];
    const { webhook } = await createWebhook(here.asNora, { slug: here.slug, ...leading });
    const wrong = { slug: elsewhere.slug, id: webhook.id };
    for (const ask of [updateWebhook, removeWebhook, renewSecret])
      for (const who of [elsewhere.asNora, here.asNora])
        await expect(ask(who, wrong)).rejects.toMatchObject(NOT_FOUND);
    const taken = createWebhook(elsewhere.asNora, { slug: elsewhere.slug, id: webhook.id, ...leading });
    await expect(taken).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("following", () => {
  it("is chosen and ended by its reader, however often", async () => {
    const cast = await scene();
    const { asMaya, slug } = cast;
    const topicId = await topicNamed(cast, "Tastings");
    const topics = [{ id: topicId, name: "Tastings" }];
    expect(await readFollowing(asMaya, { slug })).toEqual({ reading: null, topics });
    const plain = { topicIds: null, isPushed: false, mail: null };
    for (let time = 0; time < 2; time += 1)
      expect(await follow(asMaya, { slug })).toEqual({ reading: plain });
    const chosen = { ...plain, topicIds: [topicId] };
    expect(await follow(asMaya, { slug, topicIds: [topicId] })).toEqual({ reading: chosen });
    expect(await follow(asMaya, { slug, isPushed: true })).toEqual({
      reading: { ...chosen, isPushed: true },
    });
    expect(await readFollowing(asMaya, { slug })).toEqual({ reading: { ...chosen, isPushed: true }, topics });
    for (let time = 0; time < 2; time += 1) expect(await unfollow(asMaya, { slug })).toEqual({});
    expect((await readFollowing(asMaya, { slug })).reading).toBeNull();
  });
});
