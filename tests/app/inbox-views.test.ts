import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { postMessage } from "@/app/conversation/post";
import { readDesk } from "@/app/inbox/desk";
import { countInbox, readInbox, VIEWS_COUNTED_MAX } from "@/app/inbox/list";
import { readThrough } from "@/app/inbox/reading";
import { dropView, keepView } from "@/app/inbox/saved-views";
import { createTag } from "@/app/inbox/tags";
import { changeWork } from "@/app/inbox/work";
import { search } from "@/app/search/search";
import { formatInboxCursor } from "@/db/list-cursor";
import { SAVED_VIEWS_MAX } from "@/db/saved-views";
import { VIEW_NAME_LENGTH_MAX } from "@/lib/inbox-desk";
import { EVERYTHING_OPEN, type InboxView, READ_AHEAD_MAX } from "@/lib/inbox-view";
import { WORK_AT_ONCE_MAX } from "@/lib/work";
import { castOfSite } from "../support/viewers";

const mine: InboxView = { status: "open", assignee: "me", sort: "newest" };
const nobodys: InboxView = { status: "open", assignee: "nobody", sort: "newest" };
const unread: InboxView = { status: "open", isUnread: true, sort: "newest" };

async function waiting() {
  const cast = await castOfSite();
  await postMessage(cast.asMaya, { conversationId: cast.conversationId, body: "Is the oat milk back?" });
  return cast;
}

it("counts for each who asks, and goes along with what they do", async () => {
  const { asSam, asNora, sam, businessId, conversationId } = await waiting();
  const counts = (who: typeof asSam) => countInbox(who, { businessId, views: [mine, nobodys, unread] });
  expect(await counts(asSam)).toEqual([0, 1, 1]);
  await changeWork(asSam, { conversationIds: [conversationId], wish: { assigneeId: sam.userId } });
  await readThrough(asSam, { read: [{ conversationId, seq: 1 }] });
  expect(await counts(asSam)).toEqual([1, 0, 0]);
  expect(await counts(asNora)).toEqual([0, 0, 1]);
  const { conversations } = await readInbox(asSam, { businessId, view: mine });
  expect(conversations).toMatchObject([{ id: conversationId, readSeq: 1 }]);
});

it("counts as read what is shown as read, as far as it is, and leaves it unread", async () => {
  const { asSam, asMaya, businessId, conversationId } = await waiting();
  const counts = async (readAhead?: Record<string, number>) =>
    (await countInbox(asSam, { businessId, views: [unread], readAhead }))[0];
  expect([await counts(), await counts({}), await counts({ [conversationId]: 0 })]).toEqual([1, 1, 1]);
  expect(await counts({ [conversationId]: 1 })).toBe(0);
  expect(await counts({ [conversationId]: Number.MAX_SAFE_INTEGER })).toBe(0);
  await postMessage(asMaya, { conversationId, body: "And the rye?" });
  expect(await counts({ [conversationId]: 1 })).toBe(1);
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, () => [randomUUID(), 1]));
  expect(await counts({ ...many(READ_AHEAD_MAX - 1), [conversationId]: 2 })).toBe(0);
  await expect(counts(many(READ_AHEAD_MAX + 1))).rejects.toMatchObject({ code: "bad-command" });
  for (const readAhead of [{ [conversationId]: -1 }, { nobody: 1 }])
    await expect(counts(readAhead)).rejects.toMatchObject({ code: "bad-command" });
  expect(await counts()).toBe(1);
});

it("counts so many views at once and no more", async () => {
  const { asSam, businessId } = await castOfSite();
  const views = (count: number) => Array.from({ length: count }, () => EVERYTHING_OPEN);
  expect(await countInbox(asSam, { businessId, views: views(VIEWS_COUNTED_MAX) })).toHaveLength(
    VIEWS_COUNTED_MAX,
  );
  await expect(countInbox(asSam, { businessId, views: views(VIEWS_COUNTED_MAX + 1) })).rejects.toMatchObject({
    code: "bad-command",
  });
});

it("marks as read what is the member's, never less than before, and nothing where one is foreign", async () => {
  const [{ asSam, asMaya, businessId, conversationId }, other] = [await waiting(), await waiting()];
  await readThrough(asSam, { read: [{ conversationId, seq: 1 }] });
  expect(await readThrough(asSam, { read: [{ conversationId, seq: 0 }] })).toEqual({ refused: [] });
  expect(await countInbox(asSam, { businessId, views: [unread] })).toEqual([0]);
  const foreign = { conversationId: other.conversationId, seq: 1 };
  for (const who of [asMaya, asSam])
    await expect(readThrough(who, { read: [{ conversationId, seq: 1 }, foreign] })).rejects.toMatchObject({
      code: "not-found",
    });
  expect(await countInbox(other.asSam, { businessId: other.businessId, views: [unread] })).toEqual([1]);
  const many = Array.from({ length: WORK_AT_ONCE_MAX + 1 }, () => ({ conversationId, seq: 1 }));
  expect(await readThrough(asSam, { read: many.slice(1) })).toEqual({ refused: [] });
  await expect(readThrough(asSam, { read: many })).rejects.toMatchObject({ code: "bad-command" });
});

it("keeps views for whoever saved them, calls them otherwise, and lets them go and come back", async () => {
  const { asSam, asNora, businessId } = await castOfSite();
  const view = { id: randomUUID(), name: "  My refunds ", view: mine };
  expect(await keepView(asSam, { businessId, ...view })).toEqual({ ...view, name: "My refunds" });
  await keepView(asSam, { businessId, ...view, name: "Refunds" });
  expect((await readDesk(asSam, { businessId })).savedViews).toEqual([{ ...view, name: "Refunds" }]);
  expect(await readDesk(asNora, { businessId })).toMatchObject({
    team: [{ name: "Nora" }, { name: "Sam" }, { name: "Ines" }],
    savedViews: [],
  });
  await dropView(asNora, { businessId, id: view.id });
  await expect(keepView(asNora, { businessId, ...view })).rejects.toMatchObject({ code: "conflict" });
  expect((await readDesk(asSam, { businessId })).savedViews).toHaveLength(1);
  await dropView(asSam, { businessId, id: view.id });
  await dropView(asSam, { businessId, id: view.id });
  expect((await readDesk(asSam, { businessId })).savedViews).toEqual([]);
  await keepView(asSam, { businessId, ...view });
  expect((await readDesk(asSam, { businessId })).savedViews).toHaveLength(1);
});

it("[S37] shows nothing of another business by its tags, its people, or a place in its list", async () => {
  const [{ asSam, businessId, conversationId }, other] = [await waiting(), await waiting()];
  const tag = await createTag(other.asNora, { businessId: other.businessId, name: "Refund", color: "moss" });
  const wish = { assigneeId: other.sam.userId, tag: { id: tag.id, on: true } };
  await changeWork(other.asSam, { conversationIds: [other.conversationId], wish });
  const shown = async (view: Partial<InboxView>, before?: string) =>
    (await readInbox(asSam, { businessId, view: { ...EVERYTHING_OPEN, ...view }, before })).conversations;
  expect(await shown({ assignee: other.sam.userId })).toEqual([]);
  expect(await shown({ tag: tag.id })).toEqual([]);
  const theirs = formatInboxCursor({
    at: new Date(Date.now() + 60_000).toISOString(),
    id: other.conversationId,
  });
  expect((await shown({}, theirs)).map(({ id }) => id)).toEqual([conversationId]);
  await expect(shown({}, `${theirs}x`)).rejects.toMatchObject({ code: "bad-command" });
});

it("keeps so many views with names so long, and no more", async () => {
  const { asSam, businessId } = await castOfSite();
  const keep = (name: string) => keepView(asSam, { businessId, id: randomUUID(), name, view: mine });
  await keep("n".repeat(VIEW_NAME_LENGTH_MAX));
  for (const name of ["n".repeat(VIEW_NAME_LENGTH_MAX + 1), " ", "a\u0000b"])
    await expect(keep(name)).rejects.toMatchObject({ code: "bad-command" });
  await Promise.all(Array.from({ length: SAVED_VIEWS_MAX - 1 }, (_, n) => keep(`View ${n}`)));
  await expect(keep("One too many")).rejects.toMatchObject({ code: "too-many" });
  expect((await readDesk(asSam, { businessId })).savedViews).toHaveLength(SAVED_VIEWS_MAX);
});

it("[S10] finds conversations by name for the members of the business, and for nobody else", async () => {
  const { asSam, asMaya, businessId, conversationId } = await waiting();
  await changeWork(asSam, { conversationIds: [conversationId], wish: { status: "archived" } });
  expect((await search(asSam, { q: "maya", businessId })).named).toMatchObject([
    { id: conversationId, work: { status: "archived" } },
  ]);
  expect((await search(asMaya, { q: "maya" })).named).toEqual([]);
  expect((await search(asSam, { q: "maya" })).named).toEqual([]);
  await expect(search(asMaya, { q: "maya", businessId })).rejects.toMatchObject({ code: "not-found" });
});
