import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { readAudience, readPublished, readReach } from "@/app/broadcasts/reach";
import { orderTopics, removeTopic, saveTopic } from "@/app/broadcasts/topics";
import { append } from "@/db/append";
import { postDeliveries, posts, readers } from "@/db/broadcast-parts";
import { broadcastOf, postOf } from "@/db/posts";
import { users } from "@/db/schema";
import { topicsOf } from "@/db/topics";
import { TOPIC_NAME_LENGTH_MAX, TOPICS_MAX } from "@/lib/broadcast";
import type { Cast } from "../support/cast";
import { castOfSite } from "../support/viewers";

const topic = (businessId: string, name: string) => ({ businessId, id: randomUUID(), name });

async function publish({ db, pool, nora, businessId }: Cast, more: object = {}): Promise<string> {
  const [id, conversationId] = [randomUUID(), await broadcastOf(db, businessId)];
  await db.insert(posts).values({
    ...{ id, businessId, authorId: nora.userId, state: "published", publishAt: new Date() },
    ...more,
  });
  await append(pool, [{ conversationId, entry: { op: "message", id, ...nora, body: "Fresh beans" } }]);
  return id;
}

it("has topics in the order of its owners, called as they say", async () => {
  const { asNora, businessId, db } = await castOfSite();
  const [offers, events] = [topic(businessId, "Offers"), topic(businessId, " Events ")];
  // A repeat after a lost answer makes no second one.
  for (const each of [offers, offers, events]) await saveTopic(asNora, each);
  const names = async () => (await topicsOf(db, businessId)).map(({ name }) => name);
  expect(await names()).toEqual(["Offers", "Events"]);
  await orderTopics(asNora, { businessId, ids: [events.id, offers.id] });
  await saveTopic(asNora, { ...offers, name: "Sales" });
  expect(await names()).toEqual(["Events", "Sales"]);
  const twin = topic(businessId, "sALES");
  await expect(saveTopic(asNora, twin)).rejects.toMatchObject({ code: "conflict" });
});

it("takes a topic away from posts and readers, who stay", async () => {
  const cast = await castOfSite();
  const { asNora, businessId, db, maya, leo } = cast;
  const [offers, events] = [topic(businessId, "Offers"), topic(businessId, "Events")];
  for (const each of [offers, events]) await saveTopic(asNora, each);
  const id = await publish(cast, { topicId: offers.id });
  await db.insert(readers).values([
    { businessId, userId: maya.userId, topicIds: [offers.id, events.id] },
    { businessId, userId: leo.userId },
  ]);
  for (const _ of ["once", "and again"]) await removeTopic(asNora, { businessId, id: offers.id });
  expect(await postOf(db, { businessId, id })).toMatchObject({ topicId: null });
  const chosen = await db
    .select({ topicIds: readers.topicIds })
    .from(readers)
    .where(sql`${readers.businessId} = ${businessId}`)
    .orderBy(sql`${readers.topicIds} nulls last`);
  expect(chosen).toEqual([{ topicIds: [events.id] }, { topicIds: null }]);
});

it("has so many topics and no more, with names so long and no longer", async () => {
  const { asNora, businessId } = await castOfSite();
  const longest = "x".repeat(TOPIC_NAME_LENGTH_MAX);
  for (const name of ["  ", `${longest}x`, "a\u202eb"])
    await expect(saveTopic(asNora, topic(businessId, name))).rejects.toMatchObject({ code: "bad-command" });
  await saveTopic(asNora, topic(businessId, longest));
  for (let n = 1; n < TOPICS_MAX; n += 1) await saveTopic(asNora, topic(businessId, `Topic ${n}`));
  await expect(saveTopic(asNora, topic(businessId, "More"))).rejects.toMatchObject({ code: "too-many" });
  const ids = Array.from({ length: TOPICS_MAX + 1 }, () => randomUUID());
  await expect(orderTopics(asNora, { businessId, ids })).rejects.toMatchObject({ code: "bad-command" });
});

it("[S34] tells nobody but owners, and leaves the topics of others alone", async () => {
  const [cast, other] = [await castOfSite(), await castOfSite()];
  const { asNora, asSam, asMaya, businessId, db } = cast;
  const offers = topic(businessId, "Offers");
  await saveTopic(asNora, offers);
  const id = await publish(cast);
  for (const who of [asSam, asMaya, other.asNora])
    for (const refused of [
      () => saveTopic(who, offers),
      () => removeTopic(who, { businessId, id: offers.id }),
      () => orderTopics(who, { businessId, ids: [] }),
      () => readAudience(who, { businessId, topicId: null }),
      () => readPublished(who, { businessId }),
      () => readReach(who, { businessId, id }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "not-found" });
  const theirs = { ...offers, businessId: other.businessId, name: "Ours now" };
  await expect(saveTopic(other.asNora, theirs)).rejects.toMatchObject({ code: "conflict" });
  await removeTopic(other.asNora, { businessId: other.businessId, id: offers.id });
  await orderTopics(other.asNora, { businessId: other.businessId, ids: [offers.id] });
  expect(await topicsOf(db, businessId)).toEqual([{ id: offers.id, name: "Offers" }]);
  const asked = { businessId: other.businessId, id };
  await expect(readReach(other.asNora, asked)).rejects.toMatchObject({ code: "not-found" });
});

it("counts who will be told of a post, and how", async () => {
  const { asNora, businessId, db, maya, leo, sam, nora } = await castOfSite();
  const [offers, events] = [topic(businessId, "Offers"), topic(businessId, "Events")];
  for (const each of [offers, events]) await saveTopic(asNora, each);
  const mailConfirmedAt = new Date();
  await db.insert(readers).values([
    { businessId, userId: maya.userId, mailAddress: "maya@example.com", mailConfirmedAt, isPushed: true },
    // Whoever has not confirmed it is sent none.
    { businessId, userId: leo.userId, topicIds: [events.id], mailAddress: "leo@example.com" },
    { businessId, userId: sam.userId, topicIds: [], isPushed: true },
    // An author is not told of their own.
    { businessId, userId: nora.userId, isPushed: true },
  ]);
  const told = (topicId: string | null) => readAudience(asNora, { businessId, topicId });
  expect(await told(null)).toEqual({ readers: 3, byMail: 1, byPush: 2 });
  expect(await told(offers.id)).toEqual({ readers: 1, byMail: 1, byPush: 1 });
  expect(await told(events.id)).toEqual({ readers: 2, byMail: 1, byPush: 1 });
});

it("[S34] tells how far a post has come in numbers, with nothing of any reader", async () => {
  const cast = await castOfSite();
  const { asNora, businessId, db, maya, leo, sam } = cast;
  const [first, second] = [await publish(cast), await publish(cast)];
  const people = await db
    .insert(users)
    .values(Array.from({ length: 3 }, (_, n) => ({ name: `Reader ${n}` })))
    .returning({ userId: users.id });
  const all = [maya, leo, sam, ...people].map(({ userId }) => userId);
  await db.insert(readers).values(all.map((userId, n) => ({ businessId, userId, readSeq: n % 3 })));
  const states = ["waiting", "sending", "sent", "sent", "left-out", "failed"] as const;
  await db.insert(postDeliveries).values(
    states.map((state, n) => ({
      ...{ postId: second, userId: all[n] ?? "", way: "mail" as const, state, runAt: new Date() },
    })),
  );
  const reach = await readReach(asNora, { businessId, id: second });
  expect(reach).toEqual({
    ...{ readers: 6, views: 2 },
    told: {
      mail: { waiting: 2, sent: 2, leftOut: 1, failed: 1 },
      push: { waiting: 0, sent: 0, leftOut: 0, failed: 0 },
    },
  });
  const published = await readPublished(asNora, { businessId });
  expect(published.posts.map(({ id, views }) => [id, views])).toEqual([
    [second, 2],
    [first, 4],
  ]);
  const words = JSON.stringify([reach, published]);
  for (const each of [...all, "Reader", "Maya"]) expect(words).not.toContain(each);
});
