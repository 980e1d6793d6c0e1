import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { chooseTimeZone, rememberTimeZone } from "@/app/account/time-zone";
import { postMessage } from "@/app/conversation/post";
import { pushing } from "@/app/notifications/push";
import { chooseNotifications, testing } from "@/app/notifications/settings";
import { subscribe, unsubscribe } from "@/app/notifications/subscribe";
import type { Viewer } from "@/app/viewer";
import { append } from "@/db/append";
import { receipts } from "@/db/conversation-parts";
import { jobs, notificationChoices } from "@/db/job-parts";
import { keepSubscription, subscriptionsOf } from "@/db/push-subscriptions";
import { sessions } from "@/db/session-parts";
import { notificationSettingsOf } from "@/db/users";
import type { Entry } from "@/lib/ledger";
import { PUSH_AFTER_MS, PUSH_ENDPOINT_LENGTH_MAX, PUSH_SUBSCRIPTIONS_MAX } from "@/lib/notification";
import { notesIdOf } from "@/lib/work";
import { toldOutside } from "../../support/due-alone";
import { openPushService } from "../../support/push-service";
import { castOfSite } from "../../support/viewers";

const service = await openPushService();
afterAll(service.close);
beforeEach(() => {
  service.received.length = 0;
  service.answer(201);
});
const push = pushing(() => service.outside);

async function scene() {
  const cast = await castOfSite();
  const { db, conversationId } = cast;
  return {
    ...cast,
    say: (who: Viewer, body: string) => postMessage(who, { conversationId, body }),
    told: (now?: Date) => toldOutside(db, conversationId, now),
    open: async ({ id: userId, sessionId }: Viewer) => {
      const subscription = service.subscription();
      await keepSubscription(db, { userId, sessionId, ...subscription });
      return subscription.endpoint;
    },
    to: ({ id: userId }: Viewer, now = new Date(), id = conversationId) =>
      push({ userId, conversationId: id, kind: "push" }, now),
    jobsOf: (userId: string) => db.select().from(jobs).where(eq(jobs.userId, userId)),
  };
}

describe("a push", () => {
  it("is asked for where somebody has a browser that wants it, and tells it what was not read, once", async () => {
    const { say, told, open, to, jobsOf, asMaya, asSam, conversationId } = await scene();
    await say(asSam, "Before");
    await told();
    expect((await jobsOf(asMaya.id)).map(({ kind }) => kind)).toEqual(["mail"]);
    await open(asMaya);
    const asked = new Date();
    await say(asSam, "It **came** today");
    await told(asked);
    const job = (await jobsOf(asMaya.id)).find(({ kind }) => kind === "push");
    expect(job?.runAt).toEqual(new Date(asked.getTime() + PUSH_AFTER_MS));
    expect(await to(asMaya)).toBeNull();
    expect(service.received).toEqual([
      {
        notice: {
          ...{ title: "Sam · Harbor Coffee", body: "2 new messages: It came today", open: "Open" },
          ...{ tag: conversationId, path: `/chats/${conversationId}`, locale: "en" },
        },
        ttl: "86400",
        topic: conversationId.replaceAll("-", ""),
      },
    ]);
    await to(asMaya);
    expect(service.received).toHaveLength(1);
    await say(asSam, "Come by");
    await to(asMaya);
    expect(service.received[1]?.notice).toMatchObject({ body: "Come by" });
  });

  it("is not sent for what was read anywhere, or of a conversation that somebody wants to hear nothing of", async () => {
    const { say, told, open, to, jobsOf, asMaya, asSam, db, conversationId } = await scene();
    await open(asMaya);
    await say(asSam, "Hello");
    await db.insert(receipts).values({ conversationId, userId: asMaya.id, readSeq: 100, deliveredSeq: 100 });
    await to(asMaya);
    await db.insert(notificationChoices).values({ conversationId, userId: asMaya.id, level: "none" });
    await db.delete(receipts).where(eq(receipts.userId, asMaya.id));
    await to(asMaya);
    await told();
    expect(await jobsOf(asMaya.id)).toEqual([]);
    expect(service.received).toEqual([]);
  });

  it("tells a member whom a note names, and no customer ever of a note", async () => {
    const { open, to, jobsOf, asMaya, asNora, pool, conversationId, sam, nora, db } = await scene();
    const id = notesIdOf(conversationId);
    await Promise.all([open(asMaya), open(asNora)]);
    await db.insert(notificationChoices).values({ conversationId, userId: nora.userId, level: "mentions" });
    const noteId = randomUUID();
    const entry: Entry = { op: "message", id: noteId, ...sam, body: "Ask @Nora", mentionIds: [nora.userId] };
    await append(pool, [{ conversationId: id, entry }]);
    await toldOutside(db, id);
    expect((await jobsOf(nora.userId)).map(({ conversationId }) => conversationId)).toEqual([id, id]);
    expect(await jobsOf(asMaya.id)).toEqual([]);
    await to(asMaya, new Date(), id);
    expect(service.received).toEqual([]);
    await to(asNora, new Date(), id);
    expect(service.received.map(({ notice }) => [notice.path, notice.body])).toEqual([
      [`/inbox/${conversationId}?message=${noteId}`, "Ask @Nora"],
    ]);
  });

  it("waits while nothing is to ring by the clock of whoever it is for, over midnight and a change of clocks", async () => {
    const { say, open, to, asMaya, asSam } = await scene();
    await open(asMaya);
    await say(asSam, "Hello");
    const form = new FormData();
    for (const [name, value] of [
      ["isQuiet", "on"],
      ["quietFrom", "22:00"],
      ["quietUntil", "07:00"],
      ["timeZone", "Europe/Berlin"],
    ] as const)
      form.set(name, value);
    await chooseNotifications(asMaya, form);
    await rememberTimeZone(asMaya, { timeZone: "Asia/Tokyo", locale: "en" });
    const chosen = new FormData();
    chosen.set("timeZone", "Europe/Berlin");
    await chooseTimeZone(asMaya, chosen);
    // The clocks went back that night.
    expect(await to(asMaya, new Date("2026-10-24T20:30:00Z"))).toEqual(new Date("2026-10-25T06:00:00Z"));
    expect(service.received).toEqual([]);
    expect(await to(asMaya, new Date("2026-10-25T06:00:00Z"))).toBeNull();
    expect(service.received).toHaveLength(1);
  });

  it("[F23] forgets a browser that is gone, and is tried again where the service does not take it", async () => {
    const { say, open, to, asMaya, asSam, db } = await scene();
    await open(asMaya);
    await say(asSam, "Hello");
    for (const status of [429, 500]) {
      service.answer(status);
      await expect(to(asMaya)).rejects.toThrow(String(status));
    }
    expect(await subscriptionsOf(db, asMaya.id)).toHaveLength(1);
    service.answer(410);
    await to(asMaya);
    expect(await subscriptionsOf(db, asMaya.id)).toEqual([]);
    await say(asSam, "Are you there?");
    service.answer(404);
    await open(asMaya);
    await to(asMaya);
    expect(await subscriptionsOf(db, asMaya.id)).toEqual([]);
  });

  it("goes to no browser in which they are not signed in any more", async () => {
    const { say, open, to, asMaya, asSam, asLeo, db } = await scene();
    const endpoint = await open(asMaya);
    await db.update(sessions).set({ expiresAt: new Date() }).where(eq(sessions.id, asMaya.sessionId));
    await say(asSam, "Hello");
    await to(asMaya);
    expect(service.received).toEqual([]);
    // Somebody else uses the browser now.
    await keepSubscription(db, {
      ...service.subscription(),
      endpoint,
      userId: asLeo.id,
      sessionId: asLeo.sessionId,
    });
    expect(await subscriptionsOf(db, asMaya.id)).toEqual([]);
    expect(await subscriptionsOf(db, asLeo.id)).toMatchObject([{ endpoint }]);
  });
});

describe("a browser that wants to be told", () => {
  const keys = { p256dh: "BPa-_", auth: "c2Vj" };
  const at = (path: string) => ({ endpoint: `https://push.example.com/${path}`, keys });

  it("[S26] is reached by https and a name, at an address that is not too long", async () => {
    const { asMaya } = await castOfSite();
    await subscribe(asMaya, at("x".repeat(PUSH_ENDPOINT_LENGTH_MAX - 25)));
    for (const endpoint of [
      at("x".repeat(PUSH_ENDPOINT_LENGTH_MAX - 24)).endpoint,
      ...["http://push.example.com/1", "https://10.0.0.1/1", "https://[::1]/1", "javascript:alert(1)", ""],
    ])
      await expect(subscribe(asMaya, { endpoint, keys })).rejects.toMatchObject({ code: "bad-command" });
    await expect(
      subscribe(asMaya, { ...at("1"), keys: { p256dh: "no key!", auth: "a" } }),
    ).rejects.toMatchObject({
      code: "bad-command",
    });
    await expect(subscribe(null, at("1"))).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("is one of so many, of which the oldest goes, and is told no more when its owner says so, and nobody else", async () => {
    const { asMaya, asLeo, db } = await castOfSite();
    const place = (n: number) => at(`${asMaya.id}/${n}`);
    for (let n = 0; n <= PUSH_SUBSCRIPTIONS_MAX; n++) await subscribe(asMaya, place(n));
    const known = async () => (await subscriptionsOf(db, asMaya.id)).map(({ endpoint }) => endpoint);
    expect(await known()).toEqual(
      Array.from({ length: PUSH_SUBSCRIPTIONS_MAX }, (_, n) => place(n + 1).endpoint),
    );
    await unsubscribe(asLeo, { endpoint: place(1).endpoint });
    expect(await known()).toHaveLength(PUSH_SUBSCRIPTIONS_MAX);
    await unsubscribe(asMaya, { endpoint: place(1).endpoint });
    expect(await known()).toHaveLength(PUSH_SUBSCRIPTIONS_MAX - 1);
  });
});

describe("what somebody chose", () => {
  it("is whether mails come, which guests are not asked", async () => {
    const { asMaya, asGuest, db } = await castOfSite();
    const form = new FormData();
    form.set("timeZone", "UTC");
    for (const viewer of [asMaya, asGuest]) await chooseNotifications(viewer, form);
    expect((await notificationSettingsOf(db, asMaya.id)).isMailed).toBe(false);
    expect((await notificationSettingsOf(db, asGuest.id)).isMailed).toBe(true);
  });

  it("keeps times of the clock that differ", async () => {
    const { asMaya } = await castOfSite();
    const form = (from: string, until: string) => {
      const form = new FormData();
      form.set("isQuiet", "on");
      form.set("quietFrom", from);
      form.set("quietUntil", until);
      form.set("timeZone", "UTC");
      return form;
    };
    for (const [from, until] of [
      ["22:00", "22:00"],
      ["24:00", "07:00"],
      ["7:00", "08:00"],
      ["", "07:00"],
    ] as const)
      await expect(chooseNotifications(asMaya, form(from, until))).rejects.toMatchObject({
        code: "bad-command",
      });
  });
});

describe("a test of all ways", () => {
  const test = testing(() => service.outside);

  it("says of each how far it came", async () => {
    const { asMaya, asGuest, open } = await scene();
    expect(await test(asGuest, { locale: "en" })).toEqual({ push: "nobody", mail: "nobody" });
    // Mails go to the server of the tests beside these.
    expect(await test(asMaya, { locale: "en" })).toEqual({ push: "nobody", mail: "sent" });
    await open(asMaya);
    expect(await test(asMaya, { locale: "es" })).toEqual({ push: "sent", mail: "sent" });
    expect(service.received[0]?.notice).toMatchObject({ title: "Esto es una prueba", path: "/settings" });
    service.answer(500);
    expect(await test(asMaya, { locale: "en" })).toMatchObject({ push: "failed" });
  });
});
