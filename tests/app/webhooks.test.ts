import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { reactToPost } from "@/app/broadcasts/react";
import { doJobs, tellOutside } from "@/app/due/jobs";
import { tellDisabled } from "@/app/webhooks/disabled";
import { sendDeliveries, whenSent } from "@/app/webhooks/send";
import { sweepWebhooks } from "@/app/webhooks/sweep";
import * as operations from "@/app/webhooks/webhooks";
import { posts } from "@/db/broadcast-parts";
import { jobs } from "@/db/job-parts";
import { givenUpOf } from "@/db/jobs";
import { broadcastOf } from "@/db/posts";
import { claimDeliveries } from "@/db/webhook-deliveries";
import { webhookDeliveries, webhooks } from "@/db/webhook-parts";
import type { Entry } from "@/lib/ledger";
import { JOB_LEASE_MS, JOB_TRIES_MAX, retryAfterMs } from "@/lib/notification";
import { secretOf } from "@/lib/secret";
import { ANSWER_BYTES_MAX } from "@/lib/server/outside";
import { unseal } from "@/lib/server/sealing";
import {
  DELIVERIES_KEPT_MAX,
  DELIVERIES_PAGE_SIZE,
  DELIVERIES_PER_WEBHOOK_MAX,
  DELIVERY_KEPT_MS,
  DELIVERY_LEASE_MS,
  DELIVERY_TRIES_MAX,
  FAILING_MAX_MS,
  FORMER_SECRET_MS,
  REMOVED_KEPT_MS,
  redeliverAfterMs,
  WEBHOOK_URL_LENGTH_MAX,
  WEBHOOKS_PER_BUSINESS_MAX,
  webhookTypes,
} from "@/lib/webhook";
import { notesIdOf } from "@/lib/work";
import { castOf } from "../support/cast";
import { createDatabase } from "../support/database";
import { dueAlone } from "../support/due-alone";
import { openMailServer, wordsOf } from "../support/mail-server";
import { groupOf, outcomesOf, saidBy } from "../support/stored";
import { viewersOf } from "../support/viewers";
import { openReceiver, verified } from "../support/webhook-receiver";

process.env.WEBHOOKS_TO_LOOPBACK = "1";
const mails = await openMailServer();
process.env.SMTP_URL = mails.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";
afterAll(mails.close);
// Whoever else has what is untold told, would have it told elsewhere.
const database = await createDatabase();
process.env.POSTGRES_URL = database.url;

async function castOfSite() {
  const cast = await castOf(database.url, process.env.POSTGRES_WS_PROXY);
  onTestFinished(() => cast.pool.end());
  return { ...cast, ...(await viewersOf(cast)) };
}

dueAlone();

const all = async (work: () => Promise<boolean>) => {
  while (await work());
};
const send = async (now = new Date()) => {
  await sendDeliveries(now);
  await whenSent();
};
const tell = (now = new Date()) => all(() => tellOutside(now));
const mailDisabled = async (now = new Date()) => {
  await all(() => tellDisabled(now));
  await all(() => doJobs(now));
};

const placeOf = (row: string) => ({ column: "webhooks.secret", row }) as const;

/** Harbor Coffee with a webhook that leads to a server on this machine. */
async function scene(types: readonly (typeof webhookTypes)[number][] = webhookTypes) {
  const cast = await castOfSite();
  const { db, asNora, businessId } = cast;
  const receiver = await openReceiver();
  const { webhook, secret } = await operations.addWebhook(asNora, {
    ...{ businessId, url: receiver.url, types: [...types] },
  });
  onTestFinished(async () => {
    await db.delete(webhooks).where(eq(webhooks.businessId, businessId));
    receiver.close();
  });
  const which = { businessId, id: webhook.id };
  return {
    ...cast,
    ...{ receiver, secret, which },
    rows: () =>
      db
        .select()
        .from(webhookDeliveries)
        .where(eq(webhookDeliveries.webhookId, webhook.id))
        .orderBy(asc(webhookDeliveries.place)),
    webhook: async () => {
      const [row] = await db.select().from(webhooks).where(eq(webhooks.id, webhook.id));
      if (!row) throw new Error("it is gone");
      return row;
    },
    say: (body = "Hello") => saidBy(cast, cast.maya, body),
    do: (entry: Entry) => outcomesOf(cast, [entry]),
    inNotes: (entry: Entry) =>
      outcomesOf({ ...cast, conversationId: notesIdOf(cast.conversationId) }, [entry]),
  };
}

describe("what happens in conversations", () => {
  it("is told of to the business's own server, signed, in order, once", async () => {
    const { receiver, secret, say, maya, sam, conversationId, do: done, inNotes } = await scene();
    const id = await say("Is the oat milk back?");
    await tell();
    await done({ op: "edit", id, ...maya, body: "Is oat milk back?" });
    await inNotes({ op: "work", id: uuid(), ...sam, wish: { assigneeId: sam.userId, priority: 3 } });
    await tell();
    await done({ op: "delete", id, ...maya });
    await tell();
    await Promise.all([send(), send()]);
    await send();
    expect(receiver.events().map(({ type }) => type)).toEqual([
      "conversation.created",
      "message.created",
      "message.edited",
      "conversation.updated",
      "message.deleted",
    ]);
    for (const hit of receiver.hits) expect(verified(hit, secret)).toEqual(JSON.parse(hit.body));
    const [created, , , updated, deleted] = receiver.events();
    expect(new Set(receiver.hits.map((hit) => hit.id)).size).toBe(5);
    expect(created.data.conversation).toMatchObject({ id: conversationId, kind: "direct", channel: "chat" });
    expect(created.data.conversation.customer).toEqual({ id: maya.userId, name: "Maya" });
    expect(updated.data.conversation).toMatchObject({ assigneeId: sam.userId, priority: 3, workRev: 1 });
    expect(deleted.data.message).toMatchObject({ id, seq: 1, body: "", attachments: [] });
    expect(Date.parse(deleted.timestamp)).toBeGreaterThan(Date.parse(created.timestamp) - 1);
    // What was deleted before it was sent never left.
    expect(receiver.hits.some(({ body }) => body.includes("oat milk"))).toBe(false);
  });

  it("is told of in the order of its changes, where several came at once", async () => {
    const { receiver, say, maya, do: done, rows } = await scene();
    const [first, second] = [await say("One"), await say("Two")];
    await done({ op: "edit", id: first, ...maya, body: "Uno" });
    const third = await say("Three");
    await tell();
    expect((await rows()).map(({ type, messageId }) => [type, messageId])).toEqual([
      ["conversation.created", null],
      ["message.created", first],
      ["message.created", second],
      ["message.edited", first],
      ["message.created", third],
    ]);
    await send();
    expect(
      receiver
        .events()
        .slice(1)
        .map(({ data }) => data.message.body),
    ).toEqual([...["Uno", "Two", "Uno", "Three"]]);
  });

  it("is told of only where somebody wants to know, and of what they want", async () => {
    const { rows, say, asNora, which, db, businessId } = await scene(["message.deleted"]);
    await say();
    await tell();
    expect(await rows()).toEqual([]);
    await operations.changeWebhook(asNora, {
      ...which,
      url: "https://example.com/",
      types: ["message.created"],
    });
    await operations.setWebhook(asNora, { ...which, wish: "disabled" });
    await say();
    await tell();
    expect(await rows()).toEqual([]);
    await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    await say();
    await tell();
    expect((await rows()).map(({ type }) => type)).toEqual(["message.created"]);
    const other = await castOfSite();
    await saidBy(other, other.maya);
    await tell();
    expect(await rows()).toHaveLength(1);
    expect(await db.select().from(webhooks).where(eq(webhooks.businessId, businessId))).toHaveLength(1);
  });

  it("is told of groups, too, and of secrets only that they are there", async () => {
    const cast = await scene();
    const group = await groupOf(cast, [cast.leo]);
    await saidBy(group, cast.leo, "Hello all");
    await tell();
    await send();
    const [created, message] = cast.receiver.events();
    expect(created.data.conversation).toMatchObject({
      id: group.conversationId,
      kind: "group",
      customer: null,
    });
    expect(message.data.message).toMatchObject({ senderName: "Leo", body: "Hello all" });
    expect(secretOf(message.data.message)).toBeUndefined();
  });

  it("is told of posts under names of their own, and of no reader", async () => {
    const { receiver, secret, ...cast } = await scene();
    const { db, businessId, nora, maya, asMaya } = cast;
    const conversationId = await broadcastOf(db, businessId);
    const id = uuid();
    await db.insert(posts).values({ id, businessId, state: "published", publishAt: new Date() });
    for (const entry of [
      { op: "message", id, body: "The oat milk is back.", ...nora },
      { op: "edit", id, body: "The oat milk is back!", ...nora },
      { op: "delete", id, ...nora },
    ] satisfies Entry[]) {
      await outcomesOf({ ...cast, conversationId }, [entry]);
      if (entry.op !== "delete") await reactToPost(asMaya, { postId: id, emoji: "🎉", on: true });
      await tell();
      await send();
    }
    const events = receiver.events();
    expect(events.map(({ type }) => type)).toEqual([
      "broadcast.published",
      "broadcast.edited",
      "broadcast.deleted",
    ]);
    for (const hit of receiver.hits) expect(verified(hit, secret)).toEqual(JSON.parse(hit.body));
    expect(events[1].data.post).toMatchObject({
      ...{ id, businessId, body: "The oat milk is back!", reactions: [{ emoji: "🎉", count: 1 }] },
    });
    expect(events[2].data.post).toMatchObject({ body: "", reactions: [] });
    expect(JSON.stringify(events)).not.toContain(maya.userId);
  });

  it("[S15] is never told of notes, whatever is done in them", async () => {
    const { receiver, secret: _, say, sam, ines, inNotes, rows, which, db } = await scene();
    const words: string[] = [];
    for (let n = 0; n < 40; n++) {
      const body = `private-${randomUUID()}`;
      words.push(body);
      const id = uuid();
      await inNotes({ op: "message", id, ...sam, body });
      if (n % 3 === 0) {
        words.push(`edited-${body}`);
        await inNotes({ op: "edit", id, ...sam, body: `edited-${body}` });
      }
      if (n % 5 === 0) await inNotes({ op: "delete", id, ...ines });
      if (n % 4 === 0) await inNotes({ op: "work", id: uuid(), ...ines, wish: { priority: n % 8 ? 3 : 0 } });
      if (n % 7 === 0) await say(`public ${n}`);
      if (n % 6 === 0) await tell();
    }
    await tell();
    // Nor where a row of theirs were there by mistake.
    const noteId = uuid();
    await inNotes({ op: "message", id: noteId, ...sam, body: "private-planted" });
    const notes = notesIdOf((await rows())[0]?.conversationId ?? "");
    await db.insert(webhookDeliveries).values({
      ...{ webhookId: which.id, type: "message.created", nextAt: new Date(0) },
      ...{ conversationId: notes, messageId: noteId },
    });
    await send();
    expect(receiver.hits.length).toBeGreaterThan(10);
    const told = receiver.hits.map(({ body }) => body).join("\n");
    for (const word of [...words, "private-", notes]) expect(told).not.toContain(word);
  });

  it("is told of at least once by two processes at once, of one conversation in order, while people write", async () => {
    const cast = await scene(["message.created"]);
    const said: string[] = [];
    const ended = { is: false };
    const worker = async () => {
      do {
        await tell();
        await send();
      } while (!ended.is);
    };
    const workers = [worker(), worker()];
    for (let n = 0; n < 60; n++) said.push(await cast.say(`line ${n}`));
    ended.is = true;
    await Promise.all(workers);
    await tell();
    await expect
      .poll(async () => {
        await send();
        return cast.receiver.hits.length;
      })
      .toBe(60);
    expect(cast.receiver.events().map(({ data }) => data.message.id)).toEqual(said);
  }, 60_000);
});

describe("a delivery", () => {
  it("of a process that died between sending and hearing comes again, with the same id", async () => {
    const { receiver, say, db, rows, secret } = await scene(["message.created"]);
    await say();
    const now = new Date();
    await tell(now);
    const [claimed] = (await claimDeliveries(db, { now, limit: 500 })).filter(
      ({ url }) => url === receiver.url,
    );
    expect(claimed).toBeDefined();
    await send(now);
    expect(receiver.hits).toEqual([]);
    const later = new Date(now.getTime() + DELIVERY_LEASE_MS + 1_000);
    await send(later);
    expect(receiver.hits.map(({ id }) => id)).toEqual([claimed?.id]);
    expect(verified(receiver.hits[0] ?? fail(), secret)).toMatchObject({ type: "message.created" });
    expect(await rows()).toMatchObject([{ state: "delivered", tries: 2, status: 204 }]);
  });

  it("[F22] that fails is tried again by the schedule, with the same id, and given up in the end", async () => {
    const { receiver, say, rows, which, db } = await scene(["message.created"]);
    await say();
    const begun = Date.now();
    await tell(new Date(begun));
    receiver.answer(500);
    let now = begun;
    for (let tries = 1; tries <= DELIVERY_TRIES_MAX; tries++) {
      await send(new Date(now));
      const [row] = await rows();
      expect(row).toMatchObject({ tries, status: 500, answer: "no", failure: null });
      expect(row?.state).toBe(tries < DELIVERY_TRIES_MAX ? "waiting" : "failed");
      const after = redeliverAfterMs(tries) ?? 0;
      if (row?.state === "waiting") expect(row.nextAt.getTime()).toBeGreaterThanOrEqual(now + after);
      await send(new Date(now + after - 1));
      expect(receiver.hits).toHaveLength(tries);
      now = row?.nextAt.getTime() ?? now;
    }
    expect(now - begun).toBeGreaterThan(3 * 24 * 60 * 60 * 1000);
    await send(new Date(now + DELIVERY_KEPT_MS));
    expect(receiver.hits).toHaveLength(DELIVERY_TRIES_MAX);
    expect(new Set(receiver.hits.map(({ id }) => id)).size).toBe(1);
    await db.delete(webhookDeliveries).where(eq(webhookDeliveries.webhookId, which.id));
  });

  it("waits for the one before it of its conversation; once things are taken again, nothing waits longer", async () => {
    const cast = await scene(["message.created"]);
    const { receiver, say } = cast;
    const group = await groupOf(cast);
    const first = await say("One");
    const second = await say("Two");
    await tell();
    receiver.answer(503);
    const now = Date.now();
    await send(new Date(now));
    expect(receiver.events().map(({ data }) => data.message.id)).toEqual([first]);
    receiver.answerBy();
    const other = await saidBy(group, cast.maya, "Elsewhere");
    await tell(new Date(now));
    // The next to come through is of another conversation, and brings the rest with it.
    await send(new Date(now + 1_000));
    await send(new Date(now + 3_000));
    expect(receiver.events().map(({ data }) => data.message.id)).toEqual([first, other, first, second]);
  });

  it("[F22] is failed by a redirect, which is followed nowhere", async () => {
    const { receiver, say, rows } = await scene(["message.created"]);
    const lure = await openReceiver();
    onTestFinished(lure.close);
    receiver.answer(307, { location: lure.url });
    await say();
    await tell();
    await send();
    expect(await rows()).toMatchObject([{ state: "waiting", status: 307 }]);
    expect(lure.hits).toEqual([]);
  });

  it("[F22] reads only the beginning of an answer without end", async () => {
    const { receiver, say, rows } = await scene(["message.created"]);
    let sent = 0;
    receiver.answerBy((_, response) => {
      response.writeHead(200);
      const piece = Buffer.alloc(64 * 1024, "x");
      const more = () => {
        while (!response.destroyed && sent < 2 ** 30) {
          sent += piece.length;
          if (!response.write(piece)) return;
        }
      };
      response.on("drain", more);
      more();
    });
    await say();
    await tell();
    await send();
    const [row] = await rows();
    expect(row).toMatchObject({ state: "delivered", status: 200 });
    expect(row?.answer).toHaveLength(ANSWER_BYTES_MAX);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it("[F22] to a receiver that hangs holds up no other, and is given up in time", async () => {
    const [hanging, other] = [await scene(["message.created"]), await scene(["message.created"])];
    hanging.receiver.answerBy(() => {});
    for (let n = 0; n <= DELIVERIES_PER_WEBHOOK_MAX; n++)
      await saidBy(await groupOf(hanging), hanging.maya, `line ${n}`);
    await other.say();
    await tell();
    await sendDeliveries();
    await expect.poll(() => other.receiver.hits.length).toBe(1);
    await expect.poll(() => hanging.receiver.hits.length).toBe(DELIVERIES_PER_WEBHOOK_MAX);
    expect((await hanging.rows()).filter(({ state }) => state === "sending")).toHaveLength(
      DELIVERIES_PER_WEBHOOK_MAX,
    );
    await expect
      .poll(async () => (await hanging.rows()).filter(({ failure }) => failure === "time").length, {
        timeout: 25_000,
      })
      .toBe(DELIVERIES_PER_WEBHOOK_MAX);
    // Where nothing comes through one at a time is enough: who gave up the last took the next, and nobody takes another.
    await expect.poll(() => hanging.receiver.hits.length).toBe(DELIVERIES_PER_WEBHOOK_MAX + 1);
    await sendDeliveries(new Date(Date.now() + 30_000));
    expect((await hanging.rows()).filter(({ state }) => state === "sending")).toHaveLength(1);
    hanging.receiver.close();
    await whenSent();
  }, 60_000);

  it("comes again when an owner asks, with the same id", async () => {
    const { receiver, say, rows, asNora, businessId, which } = await scene(["message.created"]);
    await say();
    await tell();
    await send();
    const { deliveries } = await operations.readDeliveries(asNora, which);
    expect(deliveries).toMatchObject([
      { type: "message.created", state: "delivered", tries: 1, status: 204 },
    ]);
    const id = deliveries[0]?.id ?? "";
    expect(await operations.redeliver(asNora, { businessId, id })).toMatchObject({ id, state: "delivered" });
    expect(receiver.hits.map((hit) => hit.id)).toEqual([id, id]);
    expect(receiver.hits[0]?.body).toBe(receiver.hits[1]?.body);
    await operations.setWebhook(asNora, { ...which, wish: "disabled" });
    await expect(operations.redeliver(asNora, { businessId, id })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await rows()).toHaveLength(1);
  });

  it("can be one that only tries the address", async () => {
    const { receiver, asNora, which, secret } = await scene();
    const sent = await operations.testWebhook(asNora, which);
    expect(sent).toMatchObject({ type: "webhook.test", state: "delivered", status: 204 });
    expect(verified(receiver.hits[0] ?? fail(), secret)).toMatchObject({ type: "webhook.test", data: {} });
    receiver.close();
    expect(await operations.testWebhook(asNora, which)).toMatchObject({
      state: "waiting",
      failure: "answer",
    });
    expect((await operations.readDeliveries(asNora, which)).deliveries).toHaveLength(2);
  });

  it("is forgotten after so many days, and where there are too many", async () => {
    const { which, db, rows } = await scene();
    const now = new Date();
    await db.execute(sql`
      insert into webhook_deliveries (webhook_id, type, state, next_at, created_at)
      select ${which.id}::uuid, 'webhook.test', 'delivered', now(), now() from generate_series(1, ${DELIVERIES_KEPT_MAX + 5}::int)`);
    await all(() => sweepWebhooks(now));
    expect(await rows()).toHaveLength(DELIVERIES_KEPT_MAX);
    await all(() => sweepWebhooks(new Date(now.getTime() + DELIVERY_KEPT_MS - 1_000)));
    expect(await rows()).toHaveLength(DELIVERIES_KEPT_MAX);
    await all(() => sweepWebhooks(new Date(now.getTime() + 2 * DELIVERY_KEPT_MS)));
    expect(await rows()).toEqual([]);
  }, 30_000);
});

describe("a webhook", () => {
  it("is disabled at once where the receiver says that it is gone", async () => {
    const { receiver, say, webhook, rows } = await scene(["message.created"]);
    receiver.answer(410);
    await say();
    await tell();
    await send();
    expect(await webhook()).toMatchObject({ disabledBecause: "gone" });
    await say();
    await tell();
    expect(await rows()).toHaveLength(1);
  });

  it("is told of by mail to the owners once it was disabled for them, each time once", async () => {
    const { db, which, asNora, asSam, webhook } = await scene(["message.created"]);
    const disable = async (disabledBecause: "gone" | "failing" | "owner") => {
      const disabled = { disabledBecause, disabledAt: new Date() };
      await db.update(webhooks).set(disabled).where(eq(webhooks.id, which.id));
    };
    const mailsTo = (email: string | null) => mails.mails.filter(({ to }) => to.includes(email ?? ""));
    await disable("owner");
    await mailDisabled();
    expect(mailsTo(asNora.email)).toEqual([]);
    for (const [times, because] of [
      [1, "failing"],
      [2, "gone"],
    ] as const) {
      await disable(because);
      await Promise.all([mailDisabled(), mailDisabled()]);
      await mailDisabled();
      expect(mailsTo(asNora.email)).toHaveLength(times);
      await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    }
    const words = wordsOf(mailsTo(asNora.email)[0]?.source ?? "");
    expect(words).toContain("has taken nothing");
    expect(words).toContain(new URL((await webhook()).url).host);
    expect(words).toContain("/inbox/settings/webhooks?business=");
    expect(mailsTo(asSam.email)).toEqual([]);
  });

  it("is told of by a mail that is tried again until it is taken, and not once it is enabled again", async () => {
    const { db, which, asNora } = await scene(["message.created"]);
    const disable = (disabledAt: Date) =>
      db.update(webhooks).set({ disabledBecause: "gone", disabledAt }).where(eq(webhooks.id, which.id));
    const mailed = () => mails.mails.filter(({ to }) => to.includes(asNora.email ?? "")).length;
    const nextAt = async () => {
      const [job] = await db.select().from(jobs).where(eq(jobs.webhookId, which.id));
      return job?.runAt ?? fail();
    };
    const now = new Date();
    onTestFinished(() => mails.refuse());
    await disable(now);
    mails.refuse(450);
    await mailDisabled(now);
    mails.refuse();
    const again = await nextAt();
    expect(again.getTime()).toBe(now.getTime() + retryAfterMs(1));
    await mailDisabled(new Date(again.getTime() - 1));
    expect(mailed()).toBe(0);
    await mailDisabled(again);
    await mailDisabled(new Date(again.getTime() + JOB_LEASE_MS));
    expect(mailed()).toBe(1);
    expect(await db.select().from(jobs).where(eq(jobs.webhookId, which.id))).toEqual([]);

    await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    await disable(again);
    mails.refuse(550);
    await mailDisabled(again);
    await db
      .update(jobs)
      .set({ tries: JOB_TRIES_MAX - 1 })
      .where(eq(jobs.webhookId, which.id));
    await mailDisabled(await nextAt());
    expect(await givenUpOf(db, asNora.id)).toMatchObject([{ kind: "mail", times: 1 }]);
    mails.refuse();
    await mailDisabled(await nextAt());
    expect(mailed()).toBe(1);

    await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    await disable(new Date());
    mails.refuse(450);
    await mailDisabled();
    expect(await givenUpOf(db, asNora.id)).toEqual([]);
    await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    mails.refuse();
    await mailDisabled(await nextAt());
    expect(mailed()).toBe(1);
  });

  it("is disabled after days of nothing but failures, and has another chance once it is enabled again", async () => {
    const { receiver, say, webhook, rows, asNora, which } = await scene(["message.created"]);
    receiver.answer(500);
    const now = Date.now();
    await say("One");
    await tell(new Date(now));
    await send(new Date(now));
    const failingSince = (await webhook()).failingSince?.getTime() ?? 0;
    expect(failingSince).toBeGreaterThanOrEqual(now);
    await send(new Date(failingSince + FAILING_MAX_MS - 60_000));
    expect(await webhook()).toMatchObject({ disabledBecause: null });
    await send(new Date(failingSince + FAILING_MAX_MS + 60 * 60_000));
    expect(await webhook()).toMatchObject({ disabledBecause: "failing" });
    const tries = receiver.hits.length;
    await send(new Date(failingSince + 2 * FAILING_MAX_MS));
    expect(receiver.hits).toHaveLength(tries);

    receiver.answerBy();
    await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    expect(await webhook()).toMatchObject({ disabledBecause: null, failingSince: null });
    await send(new Date(failingSince + 3 * FAILING_MAX_MS));
    expect((await rows()).map(({ state }) => state)).toEqual(["delivered"]);
  });

  it("signs by the secret before as well, for a day after it is changed", async () => {
    const { receiver, secret, asNora, which, webhook, db } = await scene();
    const rotated = await operations.rotateSecret(asNora, which);
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(secret);
    const until = Date.parse(rotated.webhook.formerUntil ?? "");
    expect(Math.abs(until - Date.now() - FORMER_SECRET_MS)).toBeLessThan(10_000);
    await operations.testWebhook(asNora, which);
    for (const each of [secret, rotated.secret]) verified(receiver.hits[0] ?? fail(), each);
    await db.update(webhooks).set({ formerUntil: new Date() }).where(eq(webhooks.id, which.id));
    await operations.testWebhook(asNora, which);
    verified(receiver.hits[1] ?? fail(), rotated.secret);
    expect(() => verified(receiver.hits[1] ?? fail(), secret)).toThrow();
    expect(unseal((await webhook()).secret, placeOf(which.id))).toBe(rotated.secret);
  });

  it("that was deleted comes back with its secret for a day, and is gone then", async () => {
    const { asNora, which, secret, webhook, businessId, db } = await scene();
    await operations.setWebhook(asNora, { ...which, wish: "removed" });
    await expect(operations.testWebhook(asNora, which)).rejects.toMatchObject({ code: "not-found" });
    await operations.setWebhook(asNora, { ...which, wish: "enabled" });
    expect(unseal((await webhook()).secret, placeOf(which.id))).toBe(secret);
    await operations.setWebhook(asNora, { ...which, wish: "removed" });
    const there = () => db.select().from(webhooks).where(eq(webhooks.businessId, businessId));
    const far = Date.now() + 10 * DELIVERY_KEPT_MS;
    await db
      .update(webhooks)
      .set({ disabledAt: new Date(far - REMOVED_KEPT_MS + 1_000) })
      .where(eq(webhooks.id, which.id));
    await all(() => sweepWebhooks(new Date(far)));
    expect(await there()).toHaveLength(1);
    await all(() => sweepWebhooks(new Date(far + REMOVED_KEPT_MS)));
    expect(await there()).toEqual([]);
  });

  it("is one of so many, and leads so far", async () => {
    const { asNora, businessId } = await scene();
    const add = (url: string) =>
      operations.addWebhook(asNora, { businessId, url, types: ["message.created"] });
    const long = (length: number) => `https://example.com/${"x".repeat(length)}`.slice(0, length);
    await expect(add(long(WEBHOOK_URL_LENGTH_MAX + 1))).rejects.toMatchObject({ code: "bad-command" });
    const more = Array.from({ length: WEBHOOKS_PER_BUSINESS_MAX + 1 }, () =>
      add(long(WEBHOOK_URL_LENGTH_MAX)),
    );
    const made = await Promise.allSettled(more);
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(WEBHOOKS_PER_BUSINESS_MAX - 1);
    await expect(add("https://example.com/")).rejects.toMatchObject({ code: "too-many" });
  });

  it("[S26] leads nowhere but to the web, by https", async () => {
    const { asNora, businessId } = await scene();
    for (const url of [
      ...["http://example.com/", "ftp://example.com/", "file:///etc/passwd", "example.com", ""],
      ...["https://sam:secret@example.com/", "http://10.0.0.1/", "http://127.0.0.1.example.com/"],
    ])
      await expect(
        operations.addWebhook(asNora, { businessId, url, types: ["message.created"] }),
      ).rejects.toMatchObject({ code: "bad-command" });
    for (const types of [[], ["message.created", "message.created"], ["webhook.test"], ["note.created"]])
      await expect(
        operations.addWebhook(asNora, { businessId, url: "https://example.com/", types: types as never }),
      ).rejects.toMatchObject({ code: "bad-command" });
  });

  it.each([
    ...["https://10.0.0.1/", "https://169.254.169.254/", "https://[::ffff:10.0.0.1]/", "https://0x0a000001/"],
    ...["https://012.0.0.1/", "https://[fe80::1]/", "https://8.8.8.8:8443/"],
  ])("[S26] is dialled at no address inside: %s", async (url) => {
    const { asNora, which } = await scene();
    await operations.changeWebhook(asNora, { ...which, url, types: ["message.created"] });
    expect(await operations.testWebhook(asNora, which)).toMatchObject({ status: null, failure: "forbidden" });
  });

  it("[S10] is nobody's but the owners' of its business", async () => {
    const { asNora, asSam, asMaya, asGuest, which, businessId, say, rows } = await scene();
    const elsewhere = await castOfSite();
    await say();
    await tell();
    const delivery = { businessId, id: (await rows())[0]?.id ?? "" };
    const leading = { url: "https://example.com/", types: ["message.created" as const] };
    const asks = [
      (who: typeof asSam | null) => operations.addWebhook(who, { businessId, ...leading }),
      (who: typeof asSam | null) => operations.changeWebhook(who, { ...which, ...leading }),
      (who: typeof asSam | null) => operations.setWebhook(who, { ...which, wish: "removed" }),
      (who: typeof asSam | null) => operations.rotateSecret(who, which),
      (who: typeof asSam | null) => operations.testWebhook(who, which),
      (who: typeof asSam | null) => operations.readDeliveries(who, which),
      (who: typeof asSam | null) => operations.redeliver(who, delivery),
    ];
    for (const ask of asks)
      for (const [who, code] of [
        [asSam, "forbidden"],
        [asMaya, "not-found"],
        [asGuest, "not-found"],
        [elsewhere.asNora, "not-found"],
        [null, "unauthorized"],
      ] as const)
        await expect(ask(who)).rejects.toMatchObject({ code });
    // Nor by the name of a business of one's own.
    const theirs = { ...which, businessId: elsewhere.businessId };
    for (const ask of [
      () => operations.changeWebhook(elsewhere.asNora, { ...theirs, ...leading }),
      () => operations.setWebhook(elsewhere.asNora, { ...theirs, wish: "removed" }),
      () => operations.rotateSecret(elsewhere.asNora, theirs),
      () => operations.testWebhook(elsewhere.asNora, theirs),
      () => operations.redeliver(elsewhere.asNora, { ...delivery, businessId: elsewhere.businessId }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: "not-found" });
    expect((await operations.readDeliveries(elsewhere.asNora, theirs)).deliveries).toEqual([]);
    expect(await operations.readDeliveries(asNora, which)).toMatchObject({ hasMore: false });
  });

  it("shows its log page by page", async () => {
    const { asNora, which, db } = await scene();
    await db.execute(sql`
      insert into webhook_deliveries (webhook_id, type, state, next_at)
      select ${which.id}::uuid, 'webhook.test', 'delivered', now() from generate_series(1, ${DELIVERIES_PAGE_SIZE + 1}::int)`);
    const first = await operations.readDeliveries(asNora, which);
    expect([first.deliveries.length, first.hasMore]).toEqual([DELIVERIES_PAGE_SIZE, true]);
    const second = await operations.readDeliveries(asNora, { ...which, before: first.deliveries.at(-1)?.id });
    expect([second.deliveries.length, second.hasMore]).toEqual([1, false]);
  });
});

function fail(): never {
  throw new Error("nothing came");
}
