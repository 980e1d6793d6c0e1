import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { chooseTimeZone, rememberTimeZone } from "@/app/account/time-zone";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { blockCustomer, tellBlocks } from "@/app/inbox/blocks";
import { readCustomer, saveCustomerNote, setCustomerTag } from "@/app/inbox/customer";
import { owedBlocks } from "@/db/blocks";
import { customerRecords, tags } from "@/db/work-parts";
import { BLOCK_REASON_LENGTH_MAX, BLOCKED_FOR_MAX_MS } from "@/lib/block";
import { CUSTOMER_NOTE_LENGTH_MAX, TAGS_PER_CUSTOMER_MAX } from "@/lib/customer-limits";
import { notesIdOf } from "@/lib/work";
import { groupOf } from "../support/stored";
import { castOfSite } from "../support/viewers";

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const HOUR_MS = 3_600_000;

it("blocks a customer wherever they write to the business, tells the notes, and takes it back", async () => {
  const cast = await castOfSite();
  const { asSam, asMaya, conversationId, leo } = cast;
  const group = await groupOf(cast, [leo]);
  await postMessage(asMaya, { conversationId, body: "Hello" });
  const until = inMs(HOUR_MS);
  const block = { until, reason: "Insults" };
  const done = await blockCustomer(asSam, { conversationId, block });
  expect(done).toEqual({ rev: 1, was: null });
  for (const room of [conversationId, group.conversationId])
    await expect(postMessage(asMaya, { conversationId: room, body: "You!" })).rejects.toMatchObject({
      code: "blocked",
    });
  expect((await readHead(asMaya, { conversationId })).messages).toHaveLength(1);
  expect(await readCustomer(asSam, { conversationId })).toMatchObject({ block: { ...block, by: "Sam" } });
  expect(await blockCustomer(asSam, { conversationId, block: null, rev: 1 })).toEqual({ rev: 2, was: block });
  await postMessage(asMaya, { conversationId, body: "Thank you" });
  const { messages } = await readHead(asSam, { conversationId: notesIdOf(conversationId) });
  expect(messages.map(({ senderName, metadata }) => [senderName, metadata])).toEqual([
    ["Sam", { event: "blocked", until, reason: "Insults" }],
    ["Sam", { event: "unblocked" }],
  ]);
  // Whoever takes back what a colleague has changed since is told so.
  await expect(blockCustomer(asSam, { conversationId, block: null, rev: 1 })).rejects.toMatchObject({
    code: "conflict",
  });
});

it("tells rooms and notes later what they could not be told", async () => {
  const { asSam, asMaya, conversationId, db, businessId, maya } = await castOfSite();
  await postMessage(asMaya, { conversationId, body: "Hello" });
  await db
    .insert(customerRecords)
    .values({ businessId, customerId: maya.userId, isBlocked: true, blockRev: 1, isBlockOwed: true });
  await tellBlocks();
  await tellBlocks();
  const isHers = (each: { customerId: string }) => each.customerId === maya.userId;
  expect((await owedBlocks(db, 1_000)).filter(isHers)).toEqual([]);
  await expect(postMessage(asMaya, { conversationId, body: "You!" })).rejects.toMatchObject({
    code: "blocked",
  });
  const { messages } = await readHead(asSam, { conversationId: notesIdOf(conversationId) });
  expect(messages.map(({ metadata }) => metadata.event)).toEqual(["blocked"]);
});

it("takes an end that is ahead and not too far, and a reason that is not too long", async () => {
  const { asSam, conversationId } = await castOfSite();
  const ask = (until: string | null, length = 0) =>
    blockCustomer(asSam, { conversationId, block: { until, reason: "x".repeat(length) } });
  for (const until of [inMs(-1), inMs(BLOCKED_FOR_MAX_MS + HOUR_MS)])
    await expect(ask(until)).rejects.toMatchObject({ code: "bad-command" });
  await expect(ask(null, BLOCK_REASON_LENGTH_MAX + 1)).rejects.toMatchObject({ code: "bad-command" });
  expect(await ask(inMs(BLOCKED_FOR_MAX_MS - HOUR_MS), BLOCK_REASON_LENGTH_MAX)).toMatchObject({ rev: 1 });
});

it("[S10] is known to members alone, of this business alone", async () => {
  const [cast, other] = [await castOfSite(), await castOfSite()];
  const { asMaya, asSam, conversationId, db, businessId } = cast;
  const [tag] = await db.insert(tags).values({ businessId, name: "VIP", color: "clay" }).returning();
  const asks = [
    { ask: blockCustomer, asked: { block: null } },
    { ask: saveCustomerNote, asked: { text: "Mine", rev: 0 } },
    { ask: setCustomerTag, asked: { tagId: tag?.id ?? "", on: true } },
  ];
  for (const { ask, asked } of asks) {
    const about = { conversationId, ...asked };
    await expect(ask(asMaya, about)).rejects.toMatchObject({ code: "forbidden" });
    await expect(ask(other.asSam, about)).rejects.toMatchObject({ code: "not-found" });
    // Where nobody is the customer, as in a group, there is nobody to know.
    const group = await groupOf(cast);
    await expect(ask(asSam, { ...asked, conversationId: group.conversationId })).rejects.toMatchObject({
      code: "not-found",
    });
  }
  await saveCustomerNote(asSam, { conversationId, text: "Allergic to nuts", rev: 0 });
  const [theirs] = await db
    .select()
    .from(customerRecords)
    .where(and(eq(customerRecords.businessId, other.businessId)));
  expect(theirs).toBeUndefined();
  await expect(
    setCustomerTag(other.asSam, { conversationId: other.conversationId, tagId: tag?.id ?? "", on: true }),
  ).rejects.toMatchObject({ code: "not-found" });
});

it("keeps a note of two who write at once: the later is told what the other wrote", async () => {
  const { asSam, asNora, conversationId } = await castOfSite();
  const save = (who: typeof asSam, text: string, rev: number) =>
    saveCustomerNote(who, { conversationId, text, rev });
  const first = await Promise.all([save(asSam, "Oat milk", 0), save(asNora, "No sugar", 0)]);
  const [won, lost] = [first.find(({ isSaved }) => isSaved), first.find(({ isSaved }) => !isSaved)];
  expect(lost).toEqual({ ...won, isSaved: false });
  expect(await save(asNora, "Oat milk, no sugar", 1)).toEqual({
    ...{ text: "Oat milk, no sugar", rev: 2, isSaved: true },
  });
  // What else is kept of them changes no note.
  await blockCustomer(asNora, { conversationId, block: { until: null, reason: "" } });
  expect(await save(asSam, "Oat milk", 2)).toMatchObject({ rev: 3, isSaved: true });
  expect((await readCustomer(asSam, { conversationId })).note).toEqual({ text: "Oat milk", rev: 3 });
  await save(asSam, "x".repeat(CUSTOMER_NOTE_LENGTH_MAX), 3);
  await expect(save(asSam, "x".repeat(CUSTOMER_NOTE_LENGTH_MAX + 1), 4)).rejects.toMatchObject({
    code: "bad-command",
  });
});

it("has so many tags of the business and no more, each once", async () => {
  const { asSam, conversationId, db, businessId } = await castOfSite();
  const made = await db
    .insert(tags)
    .values(
      Array.from({ length: TAGS_PER_CUSTOMER_MAX + 1 }, (_, n) => ({
        ...{ businessId, name: `Tag ${n}`, color: "moss" },
      })),
    )
    .returning();
  const put = (tagId: string, on = true) => setCustomerTag(asSam, { conversationId, tagId, on });
  const [last = { id: "" }, ...others] = made.toReversed();
  for (const { id } of others) await put(id);
  await put(others[0]?.id ?? "");
  expect((await readCustomer(asSam, { conversationId })).tags).toHaveLength(TAGS_PER_CUSTOMER_MAX);
  await expect(put(last.id)).rejects.toMatchObject({ code: "not-found" });
  expect((await put(others[1]?.id ?? "", false)).tags).toHaveLength(TAGS_PER_CUSTOMER_MAX - 1);
  expect((await put(last.id)).tags).toContain(last.id);
  await expect(put(randomUUID())).rejects.toMatchObject({ code: "not-found" });
});

it("knows by which clock a customer goes, as they chose or their browser says", async () => {
  const { asMaya, asSam, conversationId } = await castOfSite();
  await rememberTimeZone(asMaya, { timeZone: "Asia/Tokyo", locale: "en" });
  await rememberTimeZone(asMaya, { timeZone: "America/Argentina/Buenos_Aires", locale: "es" });
  expect((await readCustomer(asSam, { conversationId })).timeZone).toBe("America/Argentina/Buenos_Aires");
  const chosen = new FormData();
  chosen.set("timeZone", "Europe/Madrid");
  await chooseTimeZone(asMaya, chosen);
  expect((await readCustomer(asSam, { conversationId })).timeZone).toBe("Europe/Madrid");
  for (const timeZone of ["", "Mars/Olympus", "+02:00", "Europe/Berlin\u0000", `Europe/${"x".repeat(60)}`])
    await expect(rememberTimeZone(asMaya, { timeZone, locale: "en" })).rejects.toMatchObject({
      code: "bad-command",
    });
});
