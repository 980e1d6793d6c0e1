import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { blockCustomer } from "@/app/inbox/blocks";
import { saveCustomerNote, setCustomerTag } from "@/app/inbox/customer";
import { saveDraft } from "@/app/inbox/drafts";
import { changeTag, createTag, deleteTag } from "@/app/inbox/tags";
import { feedId } from "@/lib/protocol/feed";
import type { Cast } from "../support/cast";
import { visitFeed } from "../support/room-visitor";
import { castOfSite } from "../support/viewers";

async function inboxOf({ businessId }: Cast, member: Cast["sam"]) {
  const feed = await visitFeed(member, feedId.inbox(businessId));
  await feed.hears("welcome");
  return feed;
}

it("tells colleagues of what became of a customer at once, and no other business", async () => {
  const [cast, other] = [await castOfSite(), await castOfSite()];
  const { asSam, asNora, businessId, conversationId, maya, ines } = cast;
  const [feed, elsewhere] = [await inboxOf(cast, ines), await inboxOf(other, other.ines)];
  const heard = () => feed.all("customer:changed").map(({ customerId }) => customerId);
  await blockCustomer(asSam, { conversationId, block: { until: null, reason: "Insults" } });
  await expect.poll(heard).toEqual([maya.userId]);
  const note = { conversationId, text: "Oat milk", rev: 0 };
  expect(await saveCustomerNote(asSam, note)).toMatchObject({ isSaved: true });
  await expect.poll(() => heard().length).toBe(2);
  // Nothing was saved, so there is nothing to look at.
  expect(await saveCustomerNote(asSam, note)).toMatchObject({ isSaved: false });
  const { id } = await createTag(asNora, { businessId, name: "Regular", color: "moss" });
  await setCustomerTag(asSam, { conversationId, tagId: id, on: true });
  await expect.poll(heard).toEqual([maya.userId, maya.userId, maya.userId]);
  expect(elsewhere.heard.map(({ type }) => type)).toEqual(["welcome"]);
});

it("tells members that there are other tags", async () => {
  const cast = await castOfSite();
  const { asNora, businessId, ines } = cast;
  const feed = await inboxOf(cast, ines);
  const tag = await createTag(asNora, { businessId, name: "Regular", color: "moss" });
  await changeTag(asNora, { businessId, ...tag, name: "Regulars" });
  await deleteTag(asNora, { businessId, id: tag.id });
  await expect.poll(() => feed.all("tags:changed")).toHaveLength(3);
  await expect(deleteTag(asNora, { businessId: randomUUID(), id: tag.id })).rejects.toMatchObject({
    code: "not-found",
  });
});

it("tells a draft to its writer's other devices alone, once it is kept", async () => {
  const cast = await castOfSite();
  const { asSam, conversationId, sam, ines } = cast;
  const [sams, ineses] = [await inboxOf(cast, sam), await inboxOf(cast, ines)];
  const draft = { conversationId, mode: "reply", body: "Hello Maya" } as const;
  await saveDraft(asSam, { ...draft, rev: 0 });
  expect(await sams.hears("draft:changed")).toEqual({
    ...{ type: "draft:changed", userId: sam.userId, conversationId, mode: "reply", rev: 1 },
  });
  expect(await saveDraft(asSam, { ...draft, body: "Hi", rev: 0 })).toMatchObject({ isKept: false });
  await saveDraft(asSam, { ...draft, rev: 1 });
  await expect.poll(() => sams.all("draft:changed").map(({ rev }) => rev)).toEqual([1, 2]);
  expect(ineses.heard.map(({ type }) => type)).toEqual(["welcome"]);
});
