import { randomUUID } from "node:crypto";
import { asc, desc, eq } from "drizzle-orm";
import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { startAsGuest } from "@/app/account/guest";
import { registerPerson } from "@/app/account/register";
import { userOfVouched } from "@/app/account/vouched";
import { setSwitch } from "@/app/admin/limits/change";
import { takeFile, upload } from "@/app/attachments/upload";
import { askBots, whenAsked } from "@/app/bots/ask";
import * as bots from "@/app/bots/bots";
import { sendPosts } from "@/app/broadcasts/tell";
import { makePreview } from "@/app/conversation/preview";
import { tellOutside } from "@/app/due/jobs";
import { enterAsGuest, identify } from "@/app/embed/enter";
import { fullContent } from "@/app/mail/content";
import { sendDeliveries, whenSent } from "@/app/webhooks/send";
import * as hooks from "@/app/webhooks/webhooks";
import { auditEntries } from "@/db/audit-parts";
import { botCalls } from "@/db/bot-parts";
import { postDeliveries, readers } from "@/db/broadcast-parts";
import { businessById } from "@/db/businesses";
import { users } from "@/db/schema";
import { webhookDeliveries } from "@/db/webhook-parts";
import { refusals } from "@/lib/refusal";
import { type SwitchName, switches } from "@/lib/switches";
import { castOf } from "../support/cast";
import { createDatabase } from "../support/database";
import { form } from "../support/form";
import { openMailServer } from "../support/mail-server";
import { published } from "../support/posts";
import { saidBy } from "../support/stored";
import { admin, viewersOf } from "../support/viewers";
import { openReceiver } from "../support/webhook-receiver";

const frame = new Map<string, string>();
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (frame.has(name) ? { name, value: frame.get(name) } : undefined),
    set: (name: string, value: string) => frame.set(name, value),
  }),
}));

process.env.WEBHOOKS_TO_LOOPBACK = "1";
const mails = await openMailServer();
process.env.SMTP_URL = mails.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";
afterAll(mails.close);
// What is switched off here is so for everybody who uses the database.
const database = await createDatabase();
process.env.POSTGRES_URL = database.url;

const OFF = { code: "off", message: "That is switched off at present." };
const MINUTE_MS = 60_000;

async function scene() {
  const cast = await castOf(database.url, process.env.POSTGRES_WS_PROXY);
  onTestFinished(() => cast.pool.end());
  const asRobin = await admin(cast.db);
  const turn = (name: SwitchName, is: "on" | "off") => setSwitch(asRobin, form({ name, is }));
  onTestFinished(async () => {
    for (const name of switches) await turn(name, "on");
  });
  return { ...cast, ...(await viewersOf(cast)), asRobin, turn };
}

const newEmail = () => `aiko.${randomUUID()}@example.com`;
const newAddress = () => `address of ${randomUUID()}`;

describe("a switch", () => {
  it("is on unless an admin turned it off, leads back to where it stands, and is told of", async () => {
    const { db, asRobin, turn } = await scene();
    expect(await turn("guests", "off")).toEqual({ to: "/admin/limits?done=off&name=guests#switches" });
    await turn("guests", "off");
    await turn("guests", "on");
    const trail = await db
      .select({ kind: auditEntries.kind, subjectId: auditEntries.subjectId, detail: auditEntries.detail })
      .from(auditEntries)
      .where(eq(auditEntries.actorId, asRobin.id))
      .orderBy(desc(auditEntries.at))
      .limit(2);
    const of = { kind: "switch.changed", subjectId: "guests" };
    expect(trail).toEqual([
      { ...of, detail: { name: "guests", before: "off", after: "on" } },
      { ...of, detail: { name: "guests", before: "on", after: "off" } },
    ]);
    const wrong: Record<string, string>[] = [
      { name: "everything", is: "off" },
      { name: "guests", is: "0" },
      { name: "guests" },
    ];
    for (const fields of wrong)
      await expect(setSwitch(asRobin, form(fields))).rejects.toMatchObject({ code: "bad-command" });
    expect(refusals.off).toMatchObject({ status: 403, retryable: false });
  });

  it("of registering makes no accounts by any road, and leaves guests what they are", async () => {
    const { turn, asGuest, leo, db } = await scene();
    const password = "a sentence is a good one";
    const given = { name: "Aiko", password };
    const byGoogle = (email: string | null) =>
      userOfVouched(
        { provider: "google", providerAccountId: randomUUID() },
        { email, email_verified: true, name: "Aiko" },
      );
    await turn("registration", "off");
    for (const viewer of [null, asGuest])
      await expect(
        registerPerson(viewer, { ...given, email: newEmail() }, newAddress()),
      ).rejects.toMatchObject(OFF);
    expect(await byGoogle(newEmail())).toBe("unknown");
    const [known] = await db.select().from(users).where(eq(users.id, leo.userId));
    expect(await byGoogle(known?.email ?? null)).toEqual({ id: leo.userId });
    await turn("registration", "on");
    const email = newEmail();
    expect(await registerPerson(asGuest, { ...given, email }, newAddress())).toEqual({ id: asGuest.id });
    expect(await byGoogle(newEmail())).toEqual({ id: expect.any(String) });
  });

  it("of guests lets nobody begin with a name, on the site or in a widget", async () => {
    const { db, turn, businessId } = await scene();
    const { slug: business = "" } = (await businessById(db, businessId)) ?? {};
    await turn("guests", "off");
    const before = await db.$count(users);
    await expect(startAsGuest({ name: "Vera" }, newAddress())).rejects.toMatchObject(OFF);
    await expect(enterAsGuest(null, { business, name: "Vera" })).rejects.toMatchObject(OFF);
    expect(await db.$count(users)).toBe(before);
    await turn("guests", "on");
    expect(await startAsGuest({ name: "Vera" }, newAddress())).toEqual({ id: expect.any(String) });
    expect(await enterAsGuest(null, { business, name: "Vera" })).toEqual({ isNew: true });
  });

  it("of widgets lets nobody in by one, whoever vouches for them", async () => {
    const { db, turn, businessId } = await scene();
    const { slug: business = "" } = (await businessById(db, businessId)) ?? {};
    await turn("widget", "off");
    await expect(enterAsGuest(null, { business, name: "Vera" })).rejects.toMatchObject(OFF);
    await expect(identify(null, { business, token: "any" })).rejects.toMatchObject(OFF);
    expect(await startAsGuest({ name: "Vera" }, newAddress())).toEqual({ id: expect.any(String) });
    await turn("widget", "on");
    expect(await enterAsGuest(null, { business, name: "Vera" })).toEqual({ isNew: true });
  });

  it("of files takes none, and a mail comes with their names instead", async () => {
    const { turn, asMaya, maya, conversationId } = await scene();
    const menu = new TextEncoder().encode("%PDF-1.7\nThe menu");
    const send = () =>
      upload(asMaya, {
        ...{ conversationId, id: randomUUID(), name: "menu.pdf" },
        file: new Blob([menu]).stream(),
      });
    const described = { conversationId, name: "menu.pdf", mediaType: "application/pdf" };
    const file = { name: "menu.pdf", mediaType: "application/pdf", bytes: menu };
    const mail = () =>
      fullContent(
        { words: "As promised", files: [file] },
        { id: randomUUID(), conversationId, userId: maya.userId },
      );
    await turn("uploads", "off");
    await expect(send()).rejects.toMatchObject(OFF);
    const unmeasured = { width: undefined, height: undefined, durationMs: undefined };
    await expect(
      takeFile(menu, { ...described, ...unmeasured, id: randomUUID() }, maya.userId),
    ).rejects.toMatchObject(OFF);
    expect(await mail()).toEqual({ body: expect.stringMatching(/^As promised\n\n.*menu\.pdf/) });
    await turn("uploads", "on");
    expect(await send()).toMatchObject({ isNew: true });
    expect(await mail()).toEqual({ body: "As promised", attachmentIds: [expect.any(String)] });
  });

  it("of previews has no page looked at", async () => {
    const { turn, asMaya, maya, conversationId, ...cast } = await scene();
    const messageId = await saidBy({ ...cast, maya, conversationId }, maya, "No link");
    await turn("previews", "off");
    await expect(makePreview(asMaya, { conversationId, messageId })).rejects.toMatchObject(OFF);
    await turn("previews", "on");
    expect(await makePreview(asMaya, { conversationId, messageId })).toEqual({});
  });
});

describe("what goes on by itself", () => {
  it("is held while webhooks are off, tests refused; and sent, in order, once they are on", async () => {
    const { turn, db, asNora, businessId, ...cast } = await scene();
    const receiver = await openReceiver();
    onTestFinished(receiver.close);
    const { webhook } = await hooks.addWebhook(asNora, {
      ...{ businessId, url: receiver.url, types: ["message.created"] },
    });
    const which = { businessId, id: webhook.id };
    const send = async () => {
      await sendDeliveries();
      await whenSent();
    };
    const rows = () =>
      db
        .select({ state: webhookDeliveries.state, tries: webhookDeliveries.tries })
        .from(webhookDeliveries)
        .where(eq(webhookDeliveries.webhookId, webhook.id))
        .orderBy(asc(webhookDeliveries.place));
    const of = { ...cast, db, businessId };
    await turn("webhooks", "off");
    for (const body of ["One", "Two"]) await saidBy(of, cast.maya, body);
    while (await tellOutside());
    await send();
    expect([await rows(), receiver.hits]).toEqual([Array(2).fill({ state: "waiting", tries: 0 }), []]);
    await expect(hooks.testWebhook(asNora, which)).rejects.toMatchObject(OFF);
    expect(await rows()).toHaveLength(2);
    await turn("webhooks", "on");
    await send();
    expect(receiver.events().map(({ data }) => data.message.body)).toEqual(["One", "Two"]);
    expect(await hooks.testWebhook(asNora, which)).toMatchObject({ state: "delivered" });
  });

  it("is held while bots are off, and asked once they are on", async () => {
    const { turn, db, asNora, businessId, conversationId, ...cast } = await scene();
    const receiver = await openReceiver();
    onTestFinished(receiver.close);
    receiver.answer(202);
    await bots.addBot(asNora, { businessId, name: "Bean", url: receiver.url });
    const ask = async () => {
      await askBots();
      await whenAsked();
    };
    const calls = () =>
      db
        .select({ state: botCalls.state, tries: botCalls.tries })
        .from(botCalls)
        .where(eq(botCalls.conversationId, conversationId));
    await turn("bots", "off");
    await saidBy({ ...cast, db, businessId, conversationId }, cast.maya, "When do you close?");
    while (await tellOutside());
    await ask();
    expect([await calls(), receiver.hits]).toEqual([[{ state: "waiting", tries: 0 }], []]);
    await turn("bots", "on");
    await ask();
    expect(receiver.events().map(({ data }) => data.message.body)).toEqual(["When do you close?"]);
    expect(await calls()).toEqual([{ state: "awaiting", tries: 1 }]);
  });

  it("is held while posts are not mailed, and mailed within ten minutes once they are", async () => {
    const { turn, db, asLeo, businessId, ...cast } = await scene();
    const address = `leo.${randomUUID()}@example.com`;
    await db.insert(readers).values({
      ...{ businessId, userId: asLeo.id, mailAddress: address, mailConfirmedAt: new Date() },
    });
    const postId = await published({ ...cast, db, businessId }, "New beans", { askedAt: new Date() });
    await db.insert(postDeliveries).values({ postId, userId: asLeo.id, way: "mail", runAt: new Date() });
    const work = async (now = new Date()) => {
      while (await sendPosts(now));
    };
    const told = async () => {
      const [row] = await db.select().from(postDeliveries).where(eq(postDeliveries.postId, postId));
      return { state: row?.state, tries: row?.tries };
    };
    const mailed = () => mails.mails.filter(({ to }) => to.includes(address));
    await turn("post-mails", "off");
    await work();
    expect([await told(), mailed()]).toEqual([{ state: "waiting", tries: 0 }, []]);
    await turn("post-mails", "on");
    await work(new Date(Date.now() + 10 * MINUTE_MS));
    expect(await told()).toEqual({ state: "sent", tries: 1 });
    expect(mailed()).toHaveLength(1);
  });
});
