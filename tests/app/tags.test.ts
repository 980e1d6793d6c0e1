import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { postMessage } from "@/app/conversation/post";
import { readStanding } from "@/app/inbox/standing";
import { changeTag, createTag, deleteTag, readTags } from "@/app/inbox/tags";
import { changeWork } from "@/app/inbox/work";
import { conversations } from "@/db/schema";
import { customerRecords, tags } from "@/db/work-parts";
import { TAG_NAME_LENGTH_MAX, TAGS_PER_BUSINESS_MAX } from "@/lib/tags";
import { castOfSite } from "../support/viewers";

const refund = { name: "Refund", color: "moss" };

it("is made, renamed and given another colour by an owner, and read by every member", async () => {
  const { asNora, asSam, businessId } = await castOfSite();
  const made = await createTag(asNora, { businessId, ...refund, name: "  Refund " });
  expect(made).toEqual({ id: expect.any(String), ...refund });
  await createTag(asNora, { businessId, name: "allergy", color: "plum" });
  const changed = await changeTag(asNora, { businessId, id: made.id, name: "REFUND", color: "sea" });
  expect(changed).toEqual({ id: made.id, name: "REFUND", color: "sea" });
  expect((await readTags(asSam, { businessId })).tags.map(({ name }) => name)).toEqual(["allergy", "REFUND"]);
});

it("[S04] is made, changed and deleted by no agent, and by nobody of another business", async () => {
  const [{ asSam, asNora, businessId }, elsewhere] = [await castOfSite(), await castOfSite()];
  const { id } = await createTag(asNora, { businessId, ...refund });
  const asked = { businessId, id };
  for (const [who, code] of [
    [asSam, "forbidden"],
    [elsewhere.asNora, "not-found"],
  ] as const) {
    await expect(createTag(who, { businessId, name: "Mine", color: "moss" })).rejects.toMatchObject({ code });
    await expect(changeTag(who, { ...asked, ...refund })).rejects.toMatchObject({ code });
    await expect(deleteTag(who, asked)).rejects.toMatchObject({ code });
  }
  const theirs = { businessId: elsewhere.businessId, id };
  await expect(changeTag(elsewhere.asNora, { ...theirs, ...refund })).rejects.toMatchObject({
    code: "not-found",
  });
  await deleteTag(elsewhere.asNora, theirs);
  expect((await readTags(asSam, { businessId })).tags).toMatchObject([{ id }]);
});

it("has a name of its own in its business, however it is written, also of two at once", async () => {
  const { asNora, businessId } = await castOfSite();
  const two = await Promise.allSettled(
    ["Refund", "refund"].map((name) => createTag(asNora, { businessId, name, color: "moss" })),
  );
  expect(two.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const other = await createTag(asNora, { businessId, name: "Other", color: "moss" });
  await expect(changeTag(asNora, { businessId, ...other, name: "REFUND" })).rejects.toMatchObject({
    code: "conflict",
  });
});

it("is limited in length and number, and is what it looks like", async () => {
  const { asNora, businessId, db } = await castOfSite();
  const make = (name: string) => createTag(asNora, { businessId, name, color: "moss" });
  await make("x".repeat(TAG_NAME_LENGTH_MAX));
  for (const name of ["x".repeat(TAG_NAME_LENGTH_MAX + 1), " ", "Re\u202efund"])
    await expect(make(name)).rejects.toMatchObject({ code: "bad-command" });
  await expect(createTag(asNora, { businessId, name: "Red", color: "red" })).rejects.toMatchObject({
    code: "bad-command",
  });
  const more = Array.from({ length: TAGS_PER_BUSINESS_MAX - 2 }, (_, n) => `Tag ${n}`);
  await db.insert(tags).values(more.map((name) => ({ businessId, name, color: "moss" })));
  const last = await Promise.allSettled([make("The last"), make("One too many")]);
  expect(last.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(make("Another")).rejects.toMatchObject({ code: "too-many" });
});

it("comes off whatever carries it when it is deleted", async () => {
  const { asNora, asSam, asMaya, maya, businessId, conversationId, db } = await castOfSite();
  await postMessage(asMaya, { conversationId, body: "Can I have my money back?" });
  const [gone, kept] = [
    await createTag(asNora, { businessId, ...refund }),
    await createTag(asNora, { businessId, name: "Money", color: "sea" }),
  ];
  for (const { id } of [gone, kept])
    await changeWork(asSam, { conversationIds: [conversationId], wish: { tag: { id, on: true } } });
  const both = [gone.id, kept.id];
  await db.insert(customerRecords).values({ businessId, customerId: maya.userId, tags: both });
  expect((await readStanding(asSam, { conversationId })).work.tags).toEqual(both);
  await deleteTag(asNora, { businessId, id: gone.id });
  expect((await readStanding(asSam, { conversationId })).work.tags).toEqual([kept.id]);
  const [record] = await db.select().from(customerRecords).where(eq(customerRecords.customerId, maya.userId));
  expect(record?.tags).toEqual([kept.id]);
  const wish = { tag: { id: gone.id, on: true } };
  expect((await changeWork(asSam, { conversationIds: [conversationId], wish })).refused).toMatchObject([
    { code: "not-found" },
  ]);
});

it("tells members alone how a conversation stands, with who could take it and who changed it last", async () => {
  const cast = await castOfSite();
  const { asSam, asMaya, asLeo, asNora, sam, conversationId, businessId, db } = cast;
  await changeWork(asNora, { conversationIds: [conversationId], wish: { assigneeId: sam.userId } });
  const standing = await readStanding(asSam, { conversationId });
  expect(standing).toMatchObject({
    work: { status: "open", snoozedUntil: null, assigneeId: sam.userId, priority: 1, tags: [] },
    ...{ rev: 1, timeZone: "UTC", changedBy: "Nora", businessId, isOwner: false, tags: [] },
  });
  expect(standing.team.map(({ name }) => name).sort()).toEqual(["Ines", "Nora", "Sam"]);
  expect((await readStanding(asNora, { conversationId })).isOwner).toBe(true);
  await expect(readStanding(asMaya, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(readStanding(asLeo, { conversationId })).rejects.toMatchObject({ code: "not-found" });
  const [notes] = await db.select().from(conversations).where(eq(conversations.parentId, conversationId));
  await expect(readStanding(asSam, { conversationId: notes?.id ?? randomUUID() })).rejects.toMatchObject({
    code: "not-found",
  });
});
