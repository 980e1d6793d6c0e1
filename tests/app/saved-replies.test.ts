import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { readReplies, removeReply, saveReply } from "@/app/inbox/saved-replies";
import { savedReplies } from "@/db/work-parts";
import { SAVED_REPLIES_MAX, SAVED_REPLY_LENGTH_MAX } from "@/lib/saved-reply";
import { castOfSite } from "../support/viewers";

const hours = (businessId: string, more: object = {}) => ({
  ...{ businessId, id: randomUUID(), shortcut: "/Hours", body: "We are open until six, {customer}." },
  ...more,
});

it("is written by owners, read by every member, and changed and taken away again", async () => {
  const { asNora, asSam, businessId, conversationId } = await castOfSite();
  const reply = hours(businessId);
  const kept = { id: reply.id, shortcut: "hours", body: reply.body };
  expect(await saveReply(asNora, reply)).toEqual(kept);
  // A repeat after a lost answer makes no second one.
  expect(await saveReply(asNora, reply)).toEqual(kept);
  expect(await readReplies(asSam, { conversationId })).toMatchObject({
    ...{ replies: [kept], business: { name: "Harbor Coffee" }, isOwner: false },
  });
  await saveReply(asNora, { ...reply, shortcut: "Öffnung", body: "Bis sechs." });
  const { replies } = await readReplies(asSam, { conversationId });
  expect(replies).toEqual([{ id: reply.id, shortcut: "öffnung", body: "Bis sechs." }]);
  await removeReply(asNora, { businessId, id: reply.id });
  expect((await readReplies(asSam, { conversationId })).replies).toEqual([]);
  // What was taken away is put back under its own id.
  expect(await saveReply(asNora, reply)).toEqual(kept);
});

it("[S10] is nobody's but the business's, and agents' and customers' to change neither", async () => {
  const [{ asNora, asSam, asMaya, businessId, conversationId }, other] = [
    await castOfSite(),
    await castOfSite(),
  ];
  const reply = hours(businessId);
  await saveReply(asNora, reply);
  const ask = { businessId, id: reply.id };
  await expect(saveReply(asSam, reply)).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeReply(asSam, ask)).rejects.toMatchObject({ code: "forbidden" });
  for (const who of [asMaya, other.asNora]) {
    await expect(saveReply(who, reply)).rejects.toMatchObject({ code: "not-found" });
    await expect(removeReply(who, ask)).rejects.toMatchObject({ code: "not-found" });
  }
  await expect(readReplies(asMaya, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(readReplies(other.asNora, { conversationId })).rejects.toMatchObject({ code: "not-found" });
  // Under the id of another business's reply nothing of theirs is changed or taken away.
  const theirs = { ...reply, businessId: other.businessId, body: "Ours now" };
  await expect(saveReply(other.asNora, theirs)).rejects.toMatchObject({ code: "conflict" });
  await removeReply(other.asNora, { ...ask, businessId: other.businessId });
  expect((await readReplies(asSam, { conversationId })).replies).toMatchObject([{ body: reply.body }]);
});

it("has a shortcut of its own, that can be typed", async () => {
  const { asNora, businessId } = await castOfSite();
  const made = await Promise.allSettled(
    [hours(businessId), hours(businessId)].map((each) => saveReply(asNora, each)),
  );
  expect(made.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(saveReply(asNora, hours(businessId, { shortcut: "HOURS" }))).rejects.toMatchObject({
    code: "conflict",
  });
  for (const shortcut of ["", "two words", "a/b", "x".repeat(40)])
    await expect(saveReply(asNora, hours(businessId, { shortcut }))).rejects.toMatchObject({
      code: "bad-command",
    });
});

it("is so long and no longer, and there are so many and no more", async () => {
  const { asNora, businessId, db } = await castOfSite();
  const save = (body: string, shortcut = "long") => saveReply(asNora, hours(businessId, { body, shortcut }));
  await save("x".repeat(SAVED_REPLY_LENGTH_MAX));
  for (const body of ["x".repeat(SAVED_REPLY_LENGTH_MAX + 1), "  \n"])
    await expect(save(body, "other")).rejects.toMatchObject({ code: "bad-command" });
  await db.insert(savedReplies).values(
    Array.from({ length: SAVED_REPLIES_MAX - 2 }, (_, n) => ({
      ...{ businessId, shortcut: `reply-${n}`, body: "Yes" },
    })),
  );
  await save("The last one", "last");
  await expect(save("One more", "more")).rejects.toMatchObject({ code: "too-many" });
});
