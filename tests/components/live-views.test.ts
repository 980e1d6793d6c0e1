import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FollowedList } from "@/components/inbox/followed-list";
import { readAhead } from "@/components/inbox/read-ahead";
import { type InboxView, inboxSorts, inOrderOf, isInView } from "@/lib/inbox-view";
import type { FeedEvent } from "@/lib/protocol/feed";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import { workStatuses } from "@/lib/work";

const sam = "0190a000-0000-7000-8000-00000000000b";
const maya = "0190a000-0000-7000-8000-00000000000a";
const billing = "0190a000-0000-7000-8000-0000000000f1";
const PAGE_SIZE = 5;
const CONVERSATIONS = 60;

type Feed = Parameters<FollowedList["options"]["follow"]>[0];
type Listed = ListedConversation & { work: NonNullable<ListedConversation["work"]> };

/** An inbox as Postgres has it: pages are read from it as it is, and every change of it is told. */
class Inbox {
  readonly conversations = new Map<string, Listed>();
  #minute = 0;

  change(n: number, change: Change): FeedEvent[] {
    const id = `0190a000-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`;
    const before = this.conversations.get(id) ?? this.#new(id);
    if (change.is === "read") {
      const now = { ...before, readSeq: before.lastSeq };
      this.conversations.set(id, now);
      const read = before.lastSeq;
      return [{ type: "receipt", conversationId: id, userId: sam, delivered: read, read }];
    }
    if (change.is === "named") {
      const at = this.#now();
      this.conversations.set(id, { ...before, mentionedAt: at });
      return [
        { type: "mentioned", conversationId: id, messageId: id, userId: sam, by: "Ines", at },
        { type: "conversation:changed", conversation: summaryOf(before) },
      ];
    }
    if (change.is === "unnamed") {
      this.conversations.set(id, { ...before, mentionedAt: null });
      return [
        { type: "mentions:changed", conversationId: id, userId: sam },
        { type: "conversation:changed", conversation: summaryOf(before) },
      ];
    }
    const now: Listed =
      change.is === "said"
        ? {
            ...{ ...before, rev: before.rev + 1, lastSeq: before.lastSeq + 1 },
            lastMessage: { ...before.lastMessage, senderId: change.by, createdAt: this.#now() },
          }
        : { ...before, work: { ...before.work, ...change.work, rev: before.work.rev + 1 } };
    this.conversations.set(id, now);
    return [{ type: "conversation:changed", conversation: summaryOf(now) }];
  }

  shownBy(view: InboxView, ahead: Record<string, number> = {}): Listed[] {
    return [...this.conversations.values()]
      .map((each) => ({ ...each, readSeq: Math.max(each.readSeq, ahead[each.id] ?? 0) }))
      .filter((each) => isInView(view, each, sam))
      .toSorted(inOrderOf(view.sort));
  }

  page(view: InboxView, after: Listed | null): ConversationList {
    const rest = this.shownBy(view).filter((each) => !after || inOrderOf(view.sort)(each, after) > 0);
    const conversations = rest.slice(0, PAGE_SIZE);
    return {
      conversations,
      nextCursor: rest.length > PAGE_SIZE ? JSON.stringify(conversations.at(-1)) : null,
    };
  }

  #now(): string {
    this.#minute += 1;
    return new Date(Date.UTC(2026, 10, 21, 9, this.#minute)).toISOString();
  }

  #new(id: string): Listed {
    return {
      ...{ id, kind: "direct", title: "", businessId: id, businessName: "", businessSlug: "" },
      ...{ customerId: maya, customerName: "Maya", rev: 1, lastSeq: 1, readSeq: 0, mentionedAt: null },
      lastMessage: {
        ...{ senderId: maya, senderRole: "customer", senderName: "Maya", preview: "", sort: "text" },
        createdAt: this.#now(),
      },
      work: {
        ...{ rev: 0, status: "open", snoozedUntil: null, assigneeId: null, priority: 1, tags: [] },
        ...{ channel: "chat", dueAt: null },
      },
    };
  }
}

function summaryOf({ readSeq: _, mentionedAt: __, ...summary }: Listed) {
  return summary;
}

const changes = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant("said" as const), by: fc.constantFrom(sam, maya) }) },
  { weight: 1, arbitrary: fc.constant({ is: "read" as const }) },
  { weight: 1, arbitrary: fc.constant({ is: "named" as const }) },
  { weight: 1, arbitrary: fc.constant({ is: "unnamed" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant("worked" as const),
      work: fc.record(
        {
          status: fc.constantFrom("open" as const, "open" as const, ...workStatuses),
          assigneeId: fc.constantFrom(null, sam, maya),
          priority: fc.nat(3),
          tags: fc.subarray([billing]),
          dueAt: fc.constantFrom(null, "2026-11-22T09:00:00.000Z", "2026-11-23T09:00:00.000Z"),
        },
        { requiredKeys: [] },
      ),
    }),
  },
);
type Change = typeof changes extends fc.Arbitrary<infer Each> ? Each : never;

const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("change" as const), n: fc.nat(CONVERSATIONS), change: changes }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("tell" as const, "tell late" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("answer" as const, "wait" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("more" as const, "reset" as const, "tell again" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("look read" as const, "take back" as const) }) },
);

const optional = <Value>(value: Value) => fc.constantFrom(undefined, undefined, undefined, value);
const views = fc.record({
  status: fc.constantFrom("open" as const, "open" as const, ...workStatuses),
  assignee: fc.constantFrom(undefined, undefined, "me", "nobody"),
  tag: optional(billing),
  isUnread: optional(true),
  isMentioned: optional(true),
  sort: fc.constantFrom(...inboxSorts),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("shows what the server would, whatever the order of changes, events and answers", async () => {
  await fc.assert(
    fc.asyncProperty(views, fc.array(steps, { minLength: 5, maxLength: 120 }), async (view, played) => {
      const inbox = new Inbox();
      for (let n = 0; n < CONVERSATIONS; n += 1) inbox.change(n, { is: "said", by: maya });
      const told: FeedEvent[] = [];
      const toTell: FeedEvent[] = [];
      const toAnswer: (() => void)[] = [];
      const feed: { onEvent: Feed["onEvent"]; onReload: Feed["onReload"] } = {
        onEvent: () => {},
        onReload: () => {},
      };
      const list = new FollowedList({
        ...{ readerId: sam, view },
        // Read at once, answered whenever.
        load: (cursor) => {
          const page = inbox.page(view, cursor === null ? null : JSON.parse(cursor));
          return new Promise((resolve) => toAnswer.push(() => resolve(page)));
        },
        follow: (following) => Object.assign(feed, following) && (() => {}),
      });
      const leave = list.subscribe(() => {});
      const takeBack: (() => void)[] = [];
      const tell = (event: FeedEvent | undefined) => {
        if (event) feed.onEvent(event);
        if (event) told.push(event);
      };
      const rest = async () => {
        for (let n = 0; n < 30; n += 1) {
          for (const answer of toAnswer.splice(0)) answer();
          await vi.advanceTimersByTimeAsync(300);
        }
      };
      await rest();
      for (const step of played) {
        if (step.do === "change") toTell.push(...inbox.change(step.n, step.change));
        else if (step.do === "tell") tell(toTell.shift());
        else if (step.do === "tell late") tell(toTell.splice(1, 1)[0]);
        else if (step.do === "tell again" && told.length > 0)
          feed.onEvent(told[told.length >> 1] as FeedEvent);
        else if (step.do === "answer") toAnswer.splice(-1)[0]?.();
        else if (step.do === "more") void list.loadMore();
        else if (step.do === "take back") takeBack.shift()?.();
        else if (step.do === "look read")
          takeBack.push(
            readAhead.show(
              Object.fromEntries(
                list.getSnapshot().conversations.map(({ id, lastSeq }, n) => [id, n % 3 === 0 ? 0 : lastSeq]),
              ),
            ),
          );
        else if (step.do === "reset") {
          // A line broke, and what it was to tell is lost.
          toTell.splice(0);
          feed.onReload();
        }
        await vi.advanceTimersByTimeAsync(step.do === "wait" ? 300 : 0);
      }
      for (const event of toTell.splice(0)) tell(event);
      await rest();
      const { conversations, pages, loading } = list.getSnapshot();
      expect(loading).toBe("nothing");
      const hasMore = pages?.at(-1)?.nextCursor != null;
      const truth = inbox.shownBy(view, readAhead.getSnapshot());
      expect(conversations).toEqual(hasMore ? truth.slice(0, conversations.length) : truth);
      leave();
      for (const each of takeBack) each();
      await vi.advanceTimersByTimeAsync(1_000);
    }),
    { numRuns: 300, seed: 6 },
  );
});
