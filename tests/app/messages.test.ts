import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { addBot } from "@/app/bots/bots";
import { changeConversation, dismissConversation } from "@/app/conversation/conversation";
import { editMessage, reactToMessage, readMessage, readMessages } from "@/app/conversation/messages";
import { postMessage, removeMessage } from "@/app/conversation/post";
import { markReceipt, tellTyping } from "@/app/conversation/signs";
import { createThread, readThreadMessages, readThreads } from "@/app/conversation/threads";
import { append } from "@/db/append";
import { bots } from "@/db/bot-parts";
import { snapshotOf } from "@/db/snapshot";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { WHOLE_BODY_LENGTH_MAX } from "@/lib/protocol/message";
import type { Cast } from "../support/cast";
import { visit } from "../support/room-visitor";
import { castOfSite, signedIn } from "../support/viewers";

async function said({ pool, conversationId, maya }: Cast, count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, n) => ({
    conversationId,
    entry: { op: "message" as const, id: randomUUID(), ...maya, body: `${n + 1}` },
  }));
  await append(pool, entries);
}

const bodies = ({ messages }: { messages: { body: string }[] }) => messages.map(({ body }) => body);

describe("pages of a conversation", () => {
  it("go backwards from the newest, each ascending, until there is nothing before", async () => {
    const cast = await castOfSite();
    await said(cast, 7);
    const { asMaya, conversationId } = cast;
    const page = (n: string) => readMessages(asMaya, { conversationId, page: n, limit: "3" });
    const pages = await Promise.all(["1", "2", "3", "4", "10737418"].map(page));
    expect(pages.map((each) => [bodies(each), each.hasMore])).toEqual([
      [["5", "6", "7"], true],
      [["2", "3", "4"], true],
      [["1"], false],
      [[], false],
      [[], false],
    ]);
    expect(bodies(await readMessages(asMaya, { conversationId, page: "1" }))).toHaveLength(7);
  });

  it("[S37] are counted from 1, and asked for instead of a place", async () => {
    const { asMaya, conversationId } = await castOfSite();
    for (const asked of [
      ...["0", "-1", "1.5", "", "10737419", "99999999999"].map((page) => ({ page })),
      { page: "1", after_seq: "0" },
      { page: "1", before_seq: "9" },
      { page: "1", limit: "201" },
    ])
      await expect(readMessages(asMaya, { conversationId, ...asked })).rejects.toMatchObject({
        code: "bad-command",
      });
  });
});

describe("a message by itself", () => {
  it("is read whole, by those inside", async () => {
    const { asMaya, asSam, asLeo, conversationId } = await castOfSite();
    const body = "word ".repeat(WHOLE_BODY_LENGTH_MAX / 4);
    const { message } = await postMessage(asMaya, { conversationId, body });
    const which = { conversationId, messageId: message.id };
    expect(await readMessage(asSam, which)).toEqual({ ...message, body, hasMore: false });
    await expect(readMessage(asLeo, which)).rejects.toMatchObject({ code: "not-found" });
    const elsewhere = { ...which, conversationId: (await castOfSite()).conversationId };
    await expect(readMessage(asMaya, elsewhere)).rejects.toMatchObject({ code: "not-found" });
  });

  it("[M1] [M5] is edited by its sender alone, once however often that is asked", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const { message } = await postMessage(asMaya, { conversationId, body: "At six?" });
    const asked = { conversationId, messageId: message.id, body: "At seven?" };
    const edited = await editMessage(asMaya, asked);
    expect(edited).toMatchObject({ id: message.id, seq: 1, body: "At seven?" });
    expect(edited.editedAt).toEqual(expect.any(String));
    expect(await editMessage(asMaya, asked)).toEqual(edited);
    await expect(editMessage(asSam, asked)).rejects.toMatchObject({ code: "forbidden" });
    const refused = (body: string) => editMessage(asMaya, { ...asked, body }).catch(({ code }) => code);
    expect(await refused(" \n")).toBe("bad-command");
    expect(await refused("é".repeat(BODY_LENGTH_MAX + 1))).toBe("too-long");
    expect(await readMessage(asSam, { conversationId, messageId: message.id })).toEqual(edited);
  });

  it("[M2] is a tombstone once it is deleted, and takes no words any more", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const { message } = await postMessage(asMaya, { conversationId, body: "Wrong chat" });
    const which = { conversationId, messageId: message.id };
    await removeMessage(asMaya, which);
    const stone = await readMessage(asMaya, which);
    expect(stone).toMatchObject({ body: "", deletedAt: expect.any(String) });
    await removeMessage(asMaya, which);
    expect(await readMessage(asMaya, which)).toEqual(stone);
    await expect(editMessage(asMaya, { ...which, body: "Anew" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("[M4] has one reaction of each person and emoji, however often it is asked for", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const { message } = await postMessage(asMaya, { conversationId, body: "Thank you" });
    const asked = { conversationId, messageId: message.id, emoji: "👍" };
    const once = await reactToMessage(asSam, { ...asked, on: true });
    expect(once.reactions).toEqual([{ emoji: "👍", people: [{ userId: asSam.id, name: "Sam" }] }]);
    expect(await reactToMessage(asSam, { ...asked, on: true })).toEqual(once);
    expect((await reactToMessage(asSam, { ...asked, on: false })).reactions).toEqual([]);
    for (const emoji of ["ok", "", "👍👍", "%F0%9F"])
      await expect(reactToMessage(asSam, { ...asked, emoji, on: true })).rejects.toMatchObject({
        code: "bad-command",
      });
  });
});

describe("a thread", () => {
  it("[T1] is opened once for a message, written in, listed and read by pages", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const { message } = await postMessage(asMaya, { conversationId, body: "Which grinder?" });
    const asked = { conversationId, messageId: message.id, title: "Grinders" };
    const { thread, isNew } = await createThread(asSam, { ...asked, id: randomUUID() });
    expect([thread, isNew]).toMatchObject([{ messageId: message.id, title: "Grinders", replies: 0 }, true]);
    expect(await createThread(asMaya, asked)).toMatchObject({ thread: { id: thread.id }, isNew: false });
    const threadId = thread.id;
    for (const body of ["Conical", "Flat", "Ask Ines"])
      await postMessage(asSam, { conversationId, threadId, body });
    const { threads } = await readThreads(asMaya, { conversationId });
    expect(threads).toMatchObject([{ id: threadId, title: "Grinders", replies: 3, read: 0 }]);
    expect((await readThreads(asSam, { conversationId })).threads[0]?.read).toBe(3);
    const which = { conversationId, threadId };
    const newest = await readThreadMessages(asMaya, { ...which, limit: "2" });
    expect(newest).toMatchObject({ root: { id: message.id }, hasMore: true });
    expect(bodies(newest)).toEqual(["Flat", "Ask Ines"]);
    const older = await readThreadMessages(asMaya, { ...which, limit: "2", before_thread_seq: "2" });
    expect([bodies(older), older.hasMore]).toEqual([["Conical"], false]);
  });

  it("[T2] grows from nothing that is not there", async () => {
    const [{ asMaya, conversationId }, elsewhere] = [await castOfSite(), await castOfSite()];
    const { message } = await postMessage(elsewhere.asMaya, {
      conversationId: elsewhere.conversationId,
      body: "Elsewhere",
    });
    for (const messageId of [randomUUID(), message.id])
      await expect(createThread(asMaya, { conversationId, messageId })).rejects.toMatchObject({
        code: "not-found",
      });
    const asked = { conversationId, threadId: randomUUID(), body: "Nowhere" };
    await expect(postMessage(asMaya, asked)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a bot", () => {
  it("shows that it types and has read, reacts and reads, and changes nothing else", async () => {
    const cast = await castOfSite();
    const { db, maya, asMaya, asNora, businessId, conversationId } = cast;
    const { bot } = await addBot(asNora, { businessId, name: "Bean", url: "https://example.com/" });
    onTestFinished(async () => void (await db.delete(bots).where(eq(bots.businessId, businessId))));
    const asBean = await signedIn(bot.userId);
    const { message } = await postMessage(asMaya, { conversationId, body: "When do you close?" });
    const which = { conversationId, messageId: message.id };
    const atMaya = await visit({ as: maya, conversationId });
    await tellTyping(asBean, { conversationId, isTyping: true });
    expect(await atMaya.hears("user:typing")).toMatchObject({ userId: bot.userId });
    await markReceipt(asBean, { conversationId, read: 1 });
    expect(await atMaya.hears("receipt")).toMatchObject({ userId: bot.userId, read: 1 });
    expect(await readMessage(asBean, which)).toMatchObject({ body: "When do you close?" });
    const { reactions } = await reactToMessage(asBean, { ...which, emoji: "👀", on: true });
    expect(reactions).toMatchObject([{ emoji: "👀", people: [{ userId: bot.userId, name: "Bean" }] }]);
    const refused = [
      editMessage(asBean, { ...which, body: "Never" }),
      removeMessage(asBean, which),
      createThread(asBean, which),
      changeConversation(asBean, { conversationId, status: "completed" }),
      dismissConversation(asBean, { conversationId }),
    ];
    for (const each of await Promise.allSettled(refused))
      expect(each).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
  });
});

describe("signs of a program", () => {
  it("[P4] say how far it has read, which only grows", async () => {
    const cast = await castOfSite();
    await said(cast, 3);
    const { db, asSam, conversationId } = cast;
    const marks = async () =>
      (await snapshotOf(db, conversationId))?.receipts.find(({ userId }) => userId === asSam.id);
    expect(await markReceipt(asSam, { conversationId, delivered: 3, read: 2 })).toEqual({});
    expect(await marks()).toMatchObject({ delivered: 3, read: 2 });
    await markReceipt(asSam, { conversationId, read: 1 });
    expect(await marks()).toMatchObject({ delivered: 3, read: 2 });
    await markReceipt(asSam, { conversationId, read: 99 });
    expect(await marks()).toMatchObject({ delivered: 3, read: 3 });
    await expect(markReceipt(asSam, { conversationId, read: -1 })).rejects.toMatchObject({
      code: "bad-command",
    });
  });

  it("[P2] tell the others that it types", async () => {
    const { maya, asSam, conversationId } = await castOfSite();
    const atMaya = await visit({ as: maya, conversationId });
    await tellTyping(asSam, { conversationId, isTyping: true });
    expect(await atMaya.hears("user:typing")).toMatchObject({ userId: asSam.id, isTyping: true });
    await tellTyping(asSam, { conversationId, isTyping: false });
    await atMaya.hears("user:typing", ({ isTyping }) => !isTyping);
  });
});
