import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { receipts } from "@/db/conversation-parts";
import { inboxCounts, inboxPage, MENTIONS_LISTED_MAX } from "@/db/inbox";
import { inboxCursorText } from "@/db/list-cursor";
import { conversations } from "@/db/schema";
import { mentions } from "@/db/work-parts";
import { COUNTED_MAX, type InboxView, inboxSorts, inOrderOf, isInView } from "@/lib/inbox-view";
import { LIST_PAGE_SIZE, type ListedConversation } from "@/lib/protocol/list";
import { notesIdOf, PRIORITY_MAX, workStatuses } from "@/lib/work";
import { type Cast, castAlone } from "../support/cast";

const CONVERSATIONS = 150;
const tags = [randomUUID(), randomUUID(), randomUUID()];
const CHANCE_SEED = 6;

/** Conversations of all kinds: what stands alike, and at the same moment, is among them. */
async function crowded(cast: Cast) {
  const { db, businessId, sam, ines, maya } = cast;
  const rows = fc.sample(
    fc.record({
      status: fc.constantFrom(...workStatuses),
      assigneeId: fc.constantFrom(null, sam.userId, ines.userId),
      priority: fc.nat(PRIORITY_MAX),
      tags: fc.subarray(tags),
      channel: fc.constantFrom("chat" as const, "chat" as const, "email" as const, "voice" as const),
      due: fc.option(fc.nat(20)),
      minute: fc.nat(20),
      lastSenderId: fc.constantFrom(sam.userId, maya.userId, null),
      readSeq: fc.option(fc.nat(5)),
      isMentioned: fc.boolean(),
    }),
    { numRuns: CONVERSATIONS, seed: CHANCE_SEED },
  );
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
  for (const { due, minute, readSeq, isMentioned, ...row } of rows) {
    const id = randomUUID().replace(/^(.{14})8/, "$17");
    await db.insert(conversations).values({
      ...{ ...row, id, businessId, kind: "group", title: `At ${minute}`, lastSenderName: "Maya" },
      ...{ lastSeq: 5, rev: 5, lastMessageAt: at(minute), dueAt: due === null ? null : at(due) },
      snoozedUntil: row.status === "snoozed" ? at(59) : null,
    });
    if (readSeq !== null)
      await db.insert(receipts).values({ conversationId: id, userId: sam.userId, readSeq, deliveredSeq: 5 });
    if (isMentioned)
      await db.insert(mentions).values({
        ...{ userId: sam.userId, businessId, conversationId: id },
        messageId: notesIdOf(id),
      });
  }
}

async function wholeOf(cast: Cast, view: InboxView): Promise<ListedConversation[]> {
  const whole: ListedConversation[] = [];
  let cursor: string | null = null;
  do {
    const before = cursor === null ? undefined : inboxCursorText.parse(cursor);
    const page = await inboxPage(cast.db, { ...cast, readerId: cast.sam.userId, view, before });
    expect(page.conversations.length).toBeLessThanOrEqual(LIST_PAGE_SIZE);
    whole.push(...page.conversations);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return whole;
}

it("shows in every view, page by page, what the browser would show, in the same order, and counts it", async () => {
  const cast = await castAlone();
  await crowded(cast);
  const { db, businessId, sam, ines } = cast;
  const [readerId, sort] = [sam.userId, "newest" as const];
  const byStatus = await Promise.all(workStatuses.map((status) => wholeOf(cast, { status, sort })));
  const all = byStatus.flat();
  expect(all).toHaveLength(CONVERSATIONS);
  const optional = <Value>(values: fc.Arbitrary<Value>) => fc.oneof(fc.constant(undefined), values);
  const views = fc.sample(
    fc.record({
      status: fc.constantFrom(...workStatuses),
      assignee: optional(fc.constantFrom("me", "nobody", ines.userId)),
      tag: optional(fc.constantFrom(...tags)),
      channel: optional(fc.constantFrom("chat" as const, "email" as const)),
      isUnread: optional(fc.boolean()),
      isMentioned: optional(fc.boolean()),
      sort: fc.constantFrom(...inboxSorts),
    }),
    { numRuns: 60, seed: CHANCE_SEED },
  );
  const plain: InboxView[] = workStatuses.flatMap((status) =>
    inboxSorts.map((order) => ({ status, sort: order })),
  );
  for (const view of [...plain, ...views]) {
    const shown = all.filter((each) => isInView(view, each, readerId)).toSorted(inOrderOf(view.sort));
    const pages = await wholeOf(cast, view);
    expect({ view, ids: pages.map(({ id }) => id) }).toEqual({ view, ids: shown.map(({ id }) => id) });
    expect(await inboxCounts(db, { businessId, readerId, views: [view] })).toEqual([shown.length]);
    const readAhead = Object.fromEntries(
      all.slice(0, CONVERSATIONS / 2).map(({ id, lastSeq }) => [id, lastSeq]),
    );
    const stillShown = shown.filter(({ id }) => !view.isUnread || readAhead[id] === undefined);
    expect(await inboxCounts(db, { businessId, readerId, views: [view], readAhead })).toEqual([
      stillShown.length,
    ]);
  }
}, 60_000);

it("counts so far and no further", async () => {
  const { db, businessId, sam } = await castAlone();
  await db.execute(sql`
    insert into conversations (business_id, kind, last_message_at, status)
    select ${businessId}::uuid, 'group', now(), case when n > ${COUNTED_MAX} then 'completed' else 'open' end
    from generate_series(1, 2 * ${COUNTED_MAX} + 1) n`);
  const views = (["open", "completed", "snoozed"] as const).map((status) => ({
    status,
    sort: "newest" as const,
  }));
  const asked = { businessId, readerId: sam.userId, views };
  expect(await inboxCounts(db, asked)).toEqual([COUNTED_MAX, COUNTED_MAX, 0]);
  expect(await inboxCounts(db, { ...asked, views: [] })).toEqual([]);
});

it("looks through as many mentions as may be, the newest, and no more", async () => {
  const { db, businessId, sam } = await castAlone();
  const mention = (from: number, to: number) =>
    db.execute(sql`
      with named as (
        insert into conversations (business_id, kind, last_message_at)
        select ${businessId}::uuid, 'group', to_timestamp(n) from generate_series(${from}::int, ${to}::int) n
        returning id, last_message_at)
      insert into mentions (user_id, business_id, conversation_id, message_id, created_at)
      select ${sam.userId}::uuid, ${businessId}::uuid, id, gen_random_uuid(), last_message_at from named`);
  const view: InboxView = { status: "open", isMentioned: true, sort: "oldest" };
  const asked = { businessId, readerId: sam.userId };
  const seen = async () => {
    const { conversations } = await inboxPage(db, { ...asked, view });
    const oldest = Date.parse(conversations[0]?.lastMessage.createdAt ?? "") / 1000;
    return [oldest, ...(await inboxCounts(db, { ...asked, views: [view] }))];
  };
  await mention(1, MENTIONS_LISTED_MAX);
  expect(await seen()).toEqual([1, MENTIONS_LISTED_MAX]);
  await mention(MENTIONS_LISTED_MAX + 1, MENTIONS_LISTED_MAX + 1);
  expect(await seen()).toEqual([2, MENTIONS_LISTED_MAX]);
});
