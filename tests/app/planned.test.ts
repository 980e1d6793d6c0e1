import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { savePost } from "@/app/broadcasts/drafts";
import { publishDue } from "@/app/broadcasts/publish";
import { readBroadcast, readBroadcasts } from "@/app/businesses/broadcasts";
import { cancelBroadcast, planBroadcast, readPlanned } from "@/app/businesses/planned";
import { posts } from "@/db/broadcast-parts";
import { businessById } from "@/db/businesses";
import { waitingPost } from "@/db/post-drafts";
import { memberships } from "@/db/schema";
import { PUBLISH_WITHIN_MS } from "@/lib/broadcast";
import { topicNamed } from "../support/posts";
import { castOfSite, signedIn } from "../support/viewers";

const HOUR_MS = 60 * 60 * 1000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const NOT_FOUND = { code: "not-found" };

async function scene() {
  const cast = await castOfSite();
  const slug = (await businessById(cast.db, cast.businessId))?.slug ?? "";
  const planned = async () => (await readPlanned(cast.asNora, { slug })).posts.map(({ body }) => body);
  const plan = () => ({ slug, id: randomUUID(), body: "Closed on Monday", publishAt: inHours(1) });
  const whenDue = async (id: string) => {
    await cast.db.update(posts).set({ publishAt: new Date() }).where(eq(posts.id, id));
    await publishDue(new Date());
  };
  return { ...cast, slug, planned, plan, whenDue };
}

describe("a post that is planned by the API", () => {
  it("[G2] is planned once under an id, also where two ask at once, and published when it is due", async () => {
    const { asNora, slug, planned, plan, whenDue } = await scene();
    const asked = plan();
    const both = await Promise.all([planBroadcast(asNora, asked), planBroadcast(asNora, asked)]);
    const again = await planBroadcast(asNora, asked);
    expect(again).toEqual({ post: both[0]?.post, isNew: false });
    expect(again.post).toEqual({
      ...{ id: asked.id, body: asked.body, topicId: null, isSilent: false, asksToConfirm: false },
      ...{ attachments: [], publishAt: asked.publishAt, failure: null, updatedAt: expect.any(String) },
    });
    expect(await planned()).toEqual([asked.body]);
    expect((await readBroadcasts(null, { slug })).posts).toEqual([]);
    await whenDue(asked.id);
    expect(await readBroadcast(null, { slug, id: asked.id })).toMatchObject({ body: asked.body });
    expect(await planned()).toEqual([]);
    for (const late of [asked, { ...asked, publishAt: inHours(-1) }])
      await expect(planBroadcast(asNora, late)).rejects.toMatchObject({ code: "closed" });
    await expect(cancelBroadcast(asNora, { slug, id: asked.id })).rejects.toMatchObject({ code: "closed" });
  });

  it("is listed with the next one first, with what it was given", async () => {
    const cast = await scene();
    const { asNora, slug, planned, plan } = cast;
    const topicId = await topicNamed(cast, "Tastings");
    await planBroadcast(asNora, { ...plan(), body: "Later", publishAt: inHours(2) });
    const given = { topicId, isSilent: true, asksToConfirm: true };
    const { post } = await planBroadcast(asNora, { slug, body: "Sooner", publishAt: inHours(1), ...given });
    expect(post).toMatchObject(given);
    expect(await planned()).toEqual(["Sooner", "Later"]);
  });

  it("is not published once it is cancelled, however often", async () => {
    const { asNora, slug, planned, plan, whenDue } = await scene();
    const asked = plan();
    await planBroadcast(asNora, asked);
    for (let time = 0; time < 2; time += 1)
      expect(await cancelBroadcast(asNora, { slug, id: asked.id })).toEqual({});
    await whenDue(asked.id);
    expect(await planned()).toEqual([]);
    await expect(readBroadcast(null, { slug, id: asked.id })).rejects.toMatchObject(NOT_FOUND);
  });

  it("goes on from what an interrupted request left, and leaves drafts of others alone", async () => {
    const { asNora, businessId, slug, planned, plan } = await scene();
    const asked = plan();
    const draft = {
      ...{ businessId, id: asked.id, body: asked.body, rev: 0, topicId: null },
      ...{ isSilent: false, asksToConfirm: false, attachmentIds: [] },
    };
    await savePost(asNora, draft);
    await expect(cancelBroadcast(asNora, { slug, id: asked.id })).rejects.toMatchObject(NOT_FOUND);
    for (const other of [{ body: "Open on Monday" }, { isSilent: true }])
      await expect(planBroadcast(asNora, { ...asked, ...other })).rejects.toMatchObject({ code: "conflict" });
    expect(await planBroadcast(asNora, asked)).toMatchObject({ isNew: true });
    for (const other of [{ body: "Open on Monday" }, { publishAt: inHours(3) }])
      await expect(planBroadcast(asNora, { ...asked, ...other })).rejects.toMatchObject({ code: "conflict" });
    expect(await planned()).toEqual([asked.body]);
  });

  it("that could not be published says why, until it is cancelled", async () => {
    const { db, asNora, nora, sam, slug, plan, whenDue } = await scene();
    const asked = plan();
    await planBroadcast(asNora, asked);
    const become = (userId: string, role: "agent" | "owner") =>
      db.update(memberships).set({ role }).where(eq(memberships.userId, userId));
    await become(nora.userId, "agent");
    await become(sam.userId, "owner");
    await whenDue(asked.id);
    const asSam = await signedIn(sam.userId);
    const { posts } = await readPlanned(asSam, { slug });
    expect(posts).toMatchObject([{ id: asked.id, publishAt: null, failure: "not-allowed" }]);
    await cancelBroadcast(asSam, { slug, id: asked.id });
    expect((await readPlanned(asSam, { slug })).posts).toEqual([]);
  });

  it.each([
    ["in the past", { publishAt: inHours(-1) }],
    [
      "further ahead than a year",
      { publishAt: new Date(Date.now() + PUBLISH_WITHIN_MS + HOUR_MS).toISOString() },
    ],
    ["at no moment", { publishAt: "tomorrow" }],
    ["that says nothing", { body: "" }],
  ])("is none %s, and leaves no draft", async (_, wrong) => {
    const { asNora, businessId, plan, db } = await scene();
    const asked = { ...plan(), ...wrong };
    await expect(planBroadcast(asNora, asked)).rejects.toMatchObject({ code: "bad-command" });
    expect(await waitingPost(db, { businessId, id: asked.id })).toBeNull();
  });
});
