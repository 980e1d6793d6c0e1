import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { setReading, stopFollowing } from "@/app/broadcasts/follow";
import { wishPostMails } from "@/app/broadcasts/mails";
import { askForPosts, telling } from "@/app/broadcasts/tell";
import { testingPosts } from "@/app/broadcasts/test";
import type { Viewer } from "@/app/viewer";
import { postDeliveries, posts, readers } from "@/db/broadcast-parts";
import { claimTellings, settleTelling } from "@/db/post-deliveries";
import { keepSubscription } from "@/db/push-subscriptions";
import { messages, users } from "@/db/schema";
import { READERS_ASKED_AT_ONCE_MAX, TELLING_LEASE_MS, TELLING_TRIES_MAX } from "@/lib/following";
import { RESTORE_WITHIN_MS } from "@/lib/ledger";
import { retryAfterMs } from "@/lib/notification";
import { wordsOf } from "../support/mail-server";
import { published, topicNamed } from "../support/posts";
import { openPushService } from "../support/push-service";
import { castOfSite } from "../support/viewers";
import { server } from "./notifications/post";

const service = await openPushService();
afterAll(service.close);
afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  service.received.length = 0;
  server.refuse();
  service.answer(201);
});
const send = telling(() => service.outside);

/** Maya is told by mail and by push, Leo by mail. */
async function scene() {
  const cast = await castOfSite();
  const { db, businessId, asMaya, asLeo } = cast;
  const addressOf = (who: Viewer) => `told.${who.id}@example.com`;
  const add = (who: Viewer, reading: Partial<typeof readers.$inferInsert> = {}) =>
    db.insert(readers).values({
      ...{ businessId, userId: who.id, mailAddress: addressOf(who), mailConfirmedAt: new Date(), ...reading },
    });
  const { id: userId, sessionId } = asMaya;
  await keepSubscription(db, { userId, sessionId, ...service.subscription() });
  await add(asMaya, { isPushed: true });
  await add(asLeo);
  return {
    ...cast,
    add,
    ask: async () => {
      while (await askForPosts(new Date()));
    },
    /** Whatever others of this database are to be told goes out along. */
    work: async (now = new Date()) => {
      while (await send(now));
    },
    mailsTo: (who: Viewer) => server.mails.filter(({ to }) => to.includes(addressOf(who))),
    pushes: (postId: string) => service.received.filter(({ notice }) => notice.tag === postId),
    states: async (postId: string) =>
      (
        await db
          .select()
          .from(postDeliveries)
          .where(eq(postDeliveries.postId, postId))
          .orderBy(postDeliveries.way)
      ).map(({ userId: id, way, state, failure, tries, runAt }) => ({
        ...{ who: id === asMaya.id ? "maya" : id === asLeo.id ? "leo" : "other" },
        ...{ way, state, failure, tries, runAt },
      })),
  };
}

const told = (states: { who: string; way: string; state: string }[]) =>
  states.map(({ who, way, state }) => `${who} ${way} ${state}`).sort();

describe("a post", () => {
  it("is told once to all who want it told, by the ways they chose", async () => {
    const cast = await scene();
    const { ask, work, mailsTo, pushes, states, add, asMaya, asLeo, asNora, asSam, asGuest } = cast;
    await add(asNora, { isPushed: true });
    await add(asSam, { mailConfirmedAt: null });
    await add(asGuest, { mailAddress: null, mailConfirmedAt: null, isPushed: true });
    const id = await published(cast, "The **oat milk** is back <b>\n\nFrom the same farm.");
    await Promise.all([ask(), ask()]);
    await Promise.all([work(), work()]);
    await ask();
    await work();
    expect(told(await states(id))).toEqual(["leo mail sent", "maya mail sent", "maya push sent"]);
    const [mail] = mailsTo(asMaya);
    expect([mailsTo(asMaya).length, mailsTo(asLeo).length, pushes(id).length]).toEqual([1, 1, 1]);
    const words = wordsOf(mail?.source ?? "");
    expect(mail?.source).toMatch(/^Subject: Harbor Coffee: The oat milk is back <b>$/m);
    expect(words).toContain("The oat milk is back <b>\n\nFrom the same farm.");
    expect(words).toContain("oat milk is back &lt;b&gt;");
    expect(words).toContain(`/news/${id}`);
    expect(mail?.source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(mail?.source).not.toContain(asLeo.id);
    expect(pushes(id)[0]?.notice).toMatchObject({
      title: "Harbor Coffee",
      body: "The oat milk is back <b>\n\nFrom the same farm.",
    });
  });

  it("asks in the mail to be confirmed on its page, where it asks for that", async () => {
    const cast = await scene();
    const { ask, work, mailsTo, asMaya } = cast;
    await published(cast, "Closed on Monday", { asksToConfirm: true });
    await published(cast, "Open on Tuesday");
    for (const _ of ["one", "other"]) await ask();
    await work();
    const asking = mailsTo(asMaya).filter(({ source }) =>
      wordsOf(source).includes("Harbor Coffee asks you to confirm on its page that you have read this."),
    );
    expect(asking.map(({ source }) => wordsOf(source).includes("Closed on Monday"))).toEqual([true]);
    expect(mailsTo(asMaya)).toHaveLength(2);
  });

  it("is told to whoever wants its topic, or all; and one without a topic to everybody", async () => {
    const cast = await scene();
    const { ask, states, asMaya, asLeo, businessId } = cast;
    const [beans, hours] = [await topicNamed(cast, "Beans"), await topicNamed(cast, "Hours")];
    await setReading(asMaya, { businessId, topicIds: [beans], isPushed: false });
    await setReading(asLeo, { businessId, topicIds: [], isPushed: false });
    const ids = [
      await published(cast, "Beans", { topicId: beans }),
      await published(cast, "Hours", { topicId: hours }),
      await published(cast, "All"),
      await published(cast, "Hush", { isSilent: true }),
      await published(cast, "Soon", { state: "planned" }),
    ];
    await ask();
    const whom = await Promise.all(ids.map(async (id) => (await states(id)).map(({ who }) => who).sort()));
    expect(whom).toEqual([["maya"], [], ["leo", "maya"], [], []]);
  });

  it("reaches nobody who stopped, chose otherwise or was taken the words from between asking and sending", async () => {
    const cast = await scene();
    const { ask, work, mailsTo, states, asMaya, asLeo, businessId, db } = cast;
    const topicId = await topicNamed(cast, "Beans");
    const id = await published(cast, "New beans", { topicId });
    await ask();
    await setReading(asMaya, { businessId, topicIds: [], isPushed: true });
    await stopFollowing(asLeo, { businessId });
    await work();
    expect(told(await states(id))).toEqual(["leo mail left-out", "maya mail left-out", "maya push left-out"]);
    await setReading(asMaya, { businessId, topicIds: null, isPushed: false });
    const gone = await published(cast, "A mistake");
    await ask();
    const deletedAt = new Date();
    await db.update(messages).set({ deletedAt }).where(eq(messages.id, gone));
    await work(deletedAt);
    // Until then it may come back.
    expect(told(await states(gone))).toEqual(["maya mail waiting"]);
    await work(new Date(deletedAt.getTime() + RESTORE_WITHIN_MS - 1));
    expect(told(await states(gone))).toEqual(["maya mail waiting"]);
    await work(new Date(deletedAt.getTime() + RESTORE_WITHIN_MS));
    expect(await states(gone)).toMatchObject([{ state: "left-out", failure: "deleted" }]);
    expect([...mailsTo(asMaya), ...mailsTo(asLeo)]).toEqual([]);
  });

  it("[S34] has in each mail a way to have no more of this business alone, in one click", async () => {
    const cast = await scene();
    const { ask, work, mailsTo, asMaya, asLeo, db, businessId } = cast;
    const elsewhere = await castOfSite();
    await db.insert(readers).values({
      businessId: elsewhere.businessId,
      userId: asMaya.id,
      mailAddress: "x",
      mailConfirmedAt: new Date(),
    });
    await published(cast, "One");
    await ask();
    await work();
    const source = mailsTo(asMaya)[0]?.source.replace(/\r\n /g, " ") ?? "";
    const [, token] = /^List-Unsubscribe: <[^>]*\/api\/post-mails\/([\w.-]+)>$/m.exec(source) ?? [];
    await wishPostMails(null, { token, mails: "off" });
    const second = await published(cast, "Two");
    await ask();
    await work();
    expect(mailsTo(asMaya)).toHaveLength(1);
    expect(mailsTo(asLeo)).toHaveLength(2);
    expect(told(await cast.states(second))).toEqual(["leo mail sent", "maya push sent"]);
    const [other] = await db
      .select({ at: readers.mailConfirmedAt })
      .from(readers)
      .where(and(eq(readers.userId, asMaya.id), eq(readers.businessId, elsewhere.businessId)));
    expect(other?.at).not.toBeNull();
    expect(businessId).not.toBe(elsewhere.businessId);
  });

  it("waits with a push until quiet hours are over, and tries no oftener for that", async () => {
    const cast = await scene();
    const { ask, work, states, pushes, asMaya, db } = cast;
    const quiet = { quietFrom: "22:00", quietUntil: "07:00", timeZone: "UTC" };
    await db.update(users).set(quiet).where(eq(users.id, asMaya.id));
    const id = await published(cast, "In the night");
    await ask();
    const night = new Date("2100-03-01T23:00:00Z");
    await work(night);
    const [, push] = (await states(id)).filter(({ who }) => who === "maya");
    expect(push).toMatchObject({ state: "waiting", tries: 0, runAt: new Date("2100-03-02T07:00:00Z") });
    expect(pushes(id)).toEqual([]);
    await work(new Date("2100-03-02T07:00:00Z"));
    expect(pushes(id)).toHaveLength(1);
  });

  it("is tried again where it surely was not taken, and given up in the end", async () => {
    const cast = await scene();
    const { ask, work, states, mailsTo, asLeo } = cast;
    const id = await published(cast, "Again and again");
    await ask();
    server.refuse(451);
    service.answer(500);
    let now = new Date();
    for (let tries = 1; tries < TELLING_TRIES_MAX; tries += 1) {
      await work(now);
      const next = new Date(now.getTime() + retryAfterMs(tries));
      for (const each of await states(id))
        expect(each).toMatchObject({ state: "waiting", tries, failure: "temporary", runAt: next });
      now = next;
    }
    server.refuse();
    vi.spyOn(console, "error").mockImplementation(() => {});
    await work(now);
    expect(told(await states(id))).toEqual(["leo mail sent", "maya mail sent", "maya push failed"]);
    expect(mailsTo(asLeo)).toHaveLength(1);
    const refused = await published(cast, "Never");
    await ask();
    server.refuse(550);
    await work();
    expect((await states(refused)).filter(({ way }) => way === "mail")).toMatchObject([
      { state: "failed", failure: "refused", tries: 1 },
      { state: "failed", failure: "refused", tries: 1 },
    ]);
  });

  it("[F29] is mailed to nobody again whose mail was in the hands of a process that died; a push is", async () => {
    const cast = await scene();
    const { ask, work, states, mailsTo, pushes, asMaya, db } = cast;
    const id = await published(cast, "Half-way");
    await ask();
    const now = new Date();
    const claimed = (await claimTellings(db, { now, limit: 1_000 })).filter(({ postId }) => postId === id);
    expect(claimed).toHaveLength(3);
    await work(new Date(now.getTime() + TELLING_LEASE_MS - 1));
    expect(pushes(id)).toEqual([]);
    await work(new Date(Date.now() + TELLING_LEASE_MS));
    expect(told(await states(id))).toEqual(["leo mail failed", "maya mail failed", "maya push sent"]);
    expect((await states(id))[0]).toMatchObject({ failure: "unknown" });
    expect([mailsTo(asMaya).length, pushes(id).length]).toEqual([0, 1]);
    // Who was taken for dead and is not settles nothing any more.
    for (const one of claimed) await settleTelling(db, one, { state: "left-out", failure: "late" });
    expect(told(await states(id))).toEqual(["leo mail failed", "maya mail failed", "maya push sent"]);
  });

  it(`is asked for ${READERS_ASKED_AT_ONCE_MAX} readers at a time, and goes on where it stopped`, async () => {
    const cast = await scene();
    const { db, businessId, pool } = cast;
    const many = READERS_ASKED_AT_ONCE_MAX + 1;
    await pool.query(
      `with made as (insert into users (name) select 'Reader' from generate_series(1, $1) returning id)
       insert into readers (business_id, user_id, mail_address, mail_confirmed_at)
       select $2, id, id || '@example.com', now() from made`,
      [many - 2, businessId],
    );
    const id = await published(cast, "To many", { publishAt: new Date(0) });
    const count = () =>
      db.$count(postDeliveries, and(eq(postDeliveries.postId, id), eq(postDeliveries.way, "mail")));
    const post = async () => (await db.select().from(posts).where(eq(posts.id, id)))[0];
    await askForPosts(new Date());
    expect([await count(), (await post())?.askedAt]).toEqual([READERS_ASKED_AT_ONCE_MAX, null]);
    await askForPosts(new Date());
    expect(await count()).toBe(many);
    expect((await post())?.askedAt).not.toBeNull();
    await db.delete(postDeliveries).where(eq(postDeliveries.postId, id));
  });
});

describe("a test of a post", () => {
  const test = testingPosts(() => service.outside);

  it("goes to the owner who asks, and to nobody else", async () => {
    const cast = await scene();
    const { db, businessId, nora, asNora, asSam, asMaya, conversationId } = cast;
    const { id: userId, sessionId } = asNora;
    await keepSubscription(db, { userId, sessionId, ...service.subscription() });
    const draftId = randomUUID();
    await db.insert(posts).values({ id: draftId, businessId, authorId: nora.userId, body: "Not **yet**" });
    expect(await test(asNora, { businessId, draftId })).toEqual({ mail: true, push: 1 });
    expect(server.mails.map(({ to }) => to)).toEqual([[asNora.email]]);
    expect(server.mails[0]?.source).toMatch(/^Subject: Test: Harbor Coffee: Not yet$/m);
    expect(service.received.map(({ notice }) => notice.body)).toEqual(["Not yet"]);
    for (const other of [asSam, asMaya])
      await expect(test(other, { businessId, draftId })).rejects.toMatchObject({ code: "not-found" });
    const elsewhere = await castOfSite();
    await expect(test(elsewhere.asNora, { businessId: elsewhere.businessId, draftId })).rejects.toMatchObject(
      { code: "not-found" },
    );
    await expect(test(asNora, { businessId, draftId: conversationId })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(server.mails).toHaveLength(1);
  });
});
