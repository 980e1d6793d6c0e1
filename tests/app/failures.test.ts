import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { settle } from "@/app/admin/failures/settle";
import { auditEntries } from "@/db/audit-parts";
import { bots } from "@/db/bot-parts";
import { postDeliveries } from "@/db/broadcast-parts";
import type { Db } from "@/db/client";
import { countFailures, failuresOf, settleFailures } from "@/db/failures";
import { jobs } from "@/db/job-parts";
import { users } from "@/db/schema";
import { webhookDeliveries, webhooks } from "@/db/webhook-parts";
import { FAILURES_PAGE_SIZE, failureKinds, withoutAddresses } from "@/lib/failures";
import { JOB_LEASE_MS } from "@/lib/notification";
import { KEPT_MAILS_PAGE_SIZE, keptMail, keptMails } from "@/lib/server/kept-mails";
import { sendMail } from "@/lib/server/mail";
import { castAlone } from "../support/cast";
import { form } from "../support/form";
import { tellAll } from "../support/posts";
import { admin, castOfSite } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

const HOUR_MS = 3_600_000;
const soon = (ms: number) => new Date(Date.now() + ms);

/** A mail that failed, and was given up or waits. */
async function failedMail(db: Db, of: { userId: string; conversationId: string }, change: object = {}) {
  const [job] = await db
    .insert(jobs)
    .values({ kind: "mail", ...of, runAt: soon(HOUR_MS), tries: 3, failure: "550 no such box", ...change })
    .returning();
  if (!job) throw new Error("no job was made");
  return job;
}

async function stage() {
  const cast = await castAlone();
  const { maya, conversationId } = cast;
  return { ...cast, mayas: { userId: maya.userId, conversationId } };
}

describe("what failed", () => {
  it("stands in the list of its kind, with why, when again and whose it is", async () => {
    const { db, businessId, mayas, maya, nora } = await stage();
    const [postId] = await tellAll({ db, businessId, nora }, [{ body: "Closed on Monday" }]);
    const [webhook] = await db
      .insert(webhooks)
      .values({
        businessId,
        url: "https://hooks.example.com/x?key=1",
        types: ["message.created"],
        secret: "s",
      })
      .returning();
    const webhookId = webhook?.id ?? "";
    const given = { webhookId, type: "message.created", nextAt: soon(HOUR_MS) };
    await failedMail(db, mayas);
    await failedMail(db, mayas, { kind: "push", givenUpAt: new Date(), failure: "410" });
    await failedMail(db, { ...mayas }, { kind: "webhook", conversationId: null, webhookId });
    await db.insert(webhookDeliveries).values([
      { ...given, state: "failed", tries: 9, status: 500 },
      { ...given, state: "waiting", tries: 1, failure: "timeout" },
      { ...given, state: "waiting", tries: 0 },
      { ...given, state: "delivered", tries: 2 },
    ]);
    const telling = { postId: postId ?? "", userId: maya.userId, runAt: soon(HOUR_MS) };
    await db.insert(postDeliveries).values([
      { ...telling, way: "mail", state: "failed", tries: 1, failure: "unknown" },
      { ...telling, way: "push", state: "waiting", tries: 2, failure: "503" },
    ]);
    await db.execute(sql`insert into bots (business_id, user_id, url, secret, failing_since, failure)
      values (${businessId}, ${nora.userId}, 'https://bot.example.com/ask', 's', now(), 'timeout')`);
    expect(await countFailures(db)).toEqual({
      ...{ mail: 1, push: 1, "webhook-mail": 1, delivery: 2, "post-mail": 1, "post-push": 1, bot: 1 },
    });
    const told = await Promise.all(failureKinds.map((kind) => failuresOf(db, { kind })));
    expect(told.map(({ failures }) => failures.map(({ why }) => why).toSorted())).toEqual([
      ...[["550 no such box"], ["410"], ["550 no such box"], ["500", "timeout"], ["unknown"], ["503"]],
      ["timeout"],
    ]);
    for (const { failures } of told)
      for (const { businessName } of failures) expect(businessName).toBe("Harbor Coffee");
    const [mail, push, , delivery, , , bot] = told.map(({ failures }) => failures[0]);
    expect([mail?.nextAt, push?.nextAt]).toEqual([expect.any(String), null]);
    expect([mail?.host, delivery?.host, bot?.host]).toEqual([null, "hooks.example.com", "bot.example.com"]);
    await db.delete(bots);
  });

  it("comes by pages, each once, the newest first", async () => {
    const { db, mayas } = await stage();
    const people = Array.from({ length: 2 * FAILURES_PAGE_SIZE + 1 }, () => randomUUID());
    await db.insert(users).values(people.map((id) => ({ id, name: "Somebody" })));
    // Many of one moment, so that the moment alone is no place.
    for (const [n, userId] of people.entries())
      await failedMail(db, { ...mayas, userId }, { createdAt: new Date(1_000 * Math.floor(n / 20)) });
    const seen: string[] = [];
    let after: { at: string; id: string } | undefined;
    for (let hasMore = true; hasMore; ) {
      const page = await failuresOf(db, { kind: "mail", after });
      seen.push(...page.failures.map(({ at, id }) => `${at} ${id}`));
      after = page.failures.at(-1);
      hasMore = page.hasMore;
    }
    expect(seen).toHaveLength(people.length);
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
  });

  it("[S35] is told without addresses, by its first line", () => {
    expect(withoutAddresses("550 <maya@example.com>: unknown\nRCPT TO:<leo@example.com>")).toBe(
      "550 <…@…>: unknown",
    );
    expect(withoutAddresses("x".repeat(1_000))).toHaveLength(200);
  });
});

describe("settling what failed", () => {
  it("has one tried again now, or forgotten, and leaves the others", async () => {
    const { db, mayas, leo } = await stage();
    const mine = await failedMail(db, mayas, { givenUpAt: new Date() });
    const other = await failedMail(db, { ...mayas, userId: leo.userId });
    expect(await settleFailures(db, { kind: "mail", id: mine.id, wish: "retry" })).toBe(1);
    const [again] = await db.select().from(jobs).where(eq(jobs.id, mine.id));
    expect(again).toMatchObject({ givenUpAt: null, tries: 0 });
    expect(again?.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(await settleFailures(db, { kind: "mail", id: other.id, wish: "drop" })).toBe(1);
    expect((await db.select().from(jobs)).map(({ id }) => id)).toEqual([mine.id]);
  });

  it("[G5] leaves to whoever has it in hand what is being done, so that it is done once", async () => {
    const { db, mayas, businessId } = await stage();
    const inHand = await failedMail(db, mayas, { runAt: soon(JOB_LEASE_MS - 5_000) });
    expect(await settleFailures(db, { kind: "mail", id: inHand.id, wish: "retry" })).toBe(0);
    expect(await settleFailures(db, { kind: "mail", wish: "drop" })).toBe(0);
    const [webhook] = await db
      .insert(webhooks)
      .values({ businessId, url: "https://hooks.example.com/", types: ["message.created"], secret: "s" })
      .returning();
    const given = { webhookId: webhook?.id ?? "", type: "message.created", nextAt: soon(HOUR_MS), tries: 1 };
    await db.insert(webhookDeliveries).values([
      { ...given, state: "sending", failure: "timeout" },
      { ...given, state: "failed", failure: "timeout" },
    ]);
    expect(await settleFailures(db, { kind: "delivery", wish: "retry" })).toBe(1);
    await db.update(webhooks).set({ disabledAt: new Date(), disabledBecause: "owner" });
    await db.update(webhookDeliveries).set({ state: "failed" });
    expect(await settleFailures(db, { kind: "delivery", wish: "retry" })).toBe(0);
  });

  it("[G5] sends no mail again of which nobody knows whether it went out", async () => {
    const { db, maya, leo, businessId, nora } = await stage();
    const [postId = ""] = await tellAll({ db, businessId, nora }, [{ body: "Open again" }]);
    const failed = { postId, way: "mail" as const, state: "failed" as const, runAt: new Date(), tries: 1 };
    await db.insert(postDeliveries).values([
      { ...failed, userId: maya.userId, failure: "unknown" },
      { ...failed, userId: leo.userId, failure: "refused" },
    ]);
    expect(await settleFailures(db, { kind: "post-mail", wish: "retry" })).toBe(1);
    const id = `${postId}.${maya.userId}`;
    expect(await settleFailures(db, { kind: "post-mail", id, wish: "retry" })).toBe(0);
    expect(await settleFailures(db, { kind: "post-mail", id, wish: "drop" })).toBe(1);
  });

  it("[O4] [S13] is for admins, tells the audit trail, and says so where nothing could be done", async () => {
    const { db, asNora, asMaya, asGuest, maya, conversationId } = await castOfSite();
    const mail = await failedMail(db, { userId: maya.userId, conversationId });
    const asked = { kind: "mail", id: mail.id, wish: "retry" };
    for (const who of [asNora, asMaya, asGuest])
      await expect(settle(who, form(asked))).rejects.toMatchObject({ code: "not-found" });
    const asRobin = await admin(db);
    expect(await settle(asRobin, form(asked))).toEqual({
      to: "/admin/failures?kind=mail&wish=retry&count=1",
    });
    const trail = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, mail.id));
    expect(trail).toMatchObject([
      { kind: "job.retried", actorId: asRobin.id, actorRole: "admin", detail: { way: "mail", count: 1 } },
    ]);
    await expect(settle(asRobin, form(asked))).rejects.toMatchObject({ code: "conflict" });
    for (const wrong of [{ ...asked, kind: "bot" }, { ...asked, wish: "keep" }, { wish: "drop" }])
      await expect(settle(asRobin, form(wrong))).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("the outbox", () => {
  it("is read from the newest mail on, by pages, as text alone", async () => {
    const outbox = await fs.mkdtemp(path.join(os.tmpdir(), "outbox-"));
    onTestFinished(() => fs.rm(outbox, { recursive: true }));
    expect(await keptMails(path.join(outbox, "none"))).toEqual({ mails: [], hasMore: false });
    const post = { from: "ServiHub <chat@example.com>", smtpUrl: undefined, outbox };
    for (let n = 0; n <= KEPT_MAILS_PAGE_SIZE; n += 1)
      await sendMail(post, { to: "maya@example.com", subject: `No. ${n}`, text: "Hi", html: "<b>Hi</b>" });
    const first = await keptMails(outbox);
    expect([first.mails.length, first.hasMore]).toEqual([KEPT_MAILS_PAGE_SIZE, true]);
    expect(first.mails[0]).toMatchObject({ to: "maya@example.com", text: expect.stringMatching(/^Hi\s*$/) });
    const rest = await keptMails(outbox, first.mails.at(-1)?.name);
    expect([rest.mails.map(({ subject }) => subject), rest.hasMore]).toEqual([["No. 0"], false]);
  });

  it("[S11] gives out nothing else of the machine", async () => {
    const outbox = await fs.mkdtemp(path.join(os.tmpdir(), "outbox-"));
    onTestFinished(() => fs.rm(outbox, { recursive: true }));
    await fs.writeFile(path.join(outbox, "secrets.eml"), "Subject: none of ours\n\n");
    for (const name of ["secrets.eml", "../../etc/passwd", "2026-11-22T10-00-00.000Z-0a1b2c3d.eml/.."])
      expect(await keptMail(outbox, name)).toBeNull();
    expect(await keptMails(outbox)).toEqual({ mails: [], hasMore: false });
  });
});
