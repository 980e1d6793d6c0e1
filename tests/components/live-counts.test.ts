import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveCounts } from "@/components/inbox/live-counts";
import { SharedFeed } from "@/components/inbox/shared-feed";
import { EVERYTHING_OPEN, type InboxView, keyOfView } from "@/lib/inbox-view";
import type { FeedEvent } from "@/lib/protocol/feed";

const sam = "0190a000-0000-7000-8000-00000000000b";
const ines = "0190a000-0000-7000-8000-00000000000c";
const mine: InboxView = { ...EVERYTHING_OPEN, assignee: "me" };
const left: FeedEvent = { type: "conversation:left", conversationId: sam, rev: 1 };
const read = (userId: string): FeedEvent => ({
  ...{ type: "receipt", conversationId: sam, userId },
  ...{ delivered: 1, read: 1 },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counting(count: LiveCounts["options"]["count"]) {
  const tell: { feed?: Parameters<SharedFeed["open"]>[0] } = {};
  const close = vi.fn();
  const feed = new SharedFeed((told) => {
    tell.feed = told;
    return close;
  });
  const counts = new LiveCounts({ readerId: sam, count, follow: feed.follow, now: Date.now });
  return { counts, feed, tell, close };
}

it("counts anew at each connect, at each change, and at what Sam has read, not what Ines has", async () => {
  const count = vi.fn(async () => [3, 1]);
  const { counts, tell } = counting(count);
  counts.want([EVERYTHING_OPEN, mine]);
  counts.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(5_000);
  expect(count.mock.calls).toEqual([[[EVERYTHING_OPEN, mine], {}]]);
  expect(counts.getSnapshot()).toEqual({ [keyOfView(EVERYTHING_OPEN)]: 3, [keyOfView(mine)]: 1 });
  for (const happens of [
    () => tell.feed?.onReload(),
    () => tell.feed?.onEvent(left),
    () => tell.feed?.onEvent(read(sam)),
  ]) {
    count.mockClear();
    happens();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(count).toHaveBeenCalledOnce();
  }
  count.mockClear();
  tell.feed?.onEvent(read(ines));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(count).not.toHaveBeenCalled();
});

it("counts once a second however much happens, and always after the last of it", async () => {
  let truth = 0;
  const count = vi.fn(async () => [truth]);
  const { counts, tell } = counting(count);
  counts.want([EVERYTHING_OPEN]);
  counts.subscribe(() => {});
  for (let n = 1; n <= 100; n += 1) {
    truth = n;
    tell.feed?.onEvent(left);
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(count.mock.calls.length).toBeLessThanOrEqual(6);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(counts.getSnapshot()).toEqual({ [keyOfView(EVERYTHING_OPEN)]: 100 });
});

it("counts anew what is shown as read, and as if it were", async () => {
  const count = vi.fn(async (_: InboxView[], readAhead: Record<string, number>) => [
    3 - Object.keys(readAhead).length,
  ]);
  const { counts } = counting(count);
  counts.want([mine]);
  counts.subscribe(() => {});
  for (const [readAhead, shown] of [[{}, 3] as const, [{ [ines]: 4 }, 2] as const, [{}, 3] as const]) {
    counts.want([mine], readAhead);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(counts.getSnapshot()).toEqual({ [keyOfView(mine)]: shown });
  }
  expect(count).toHaveBeenCalledTimes(3);
});

it("takes no older answer, and shows none rather than a wrong one where it cannot be counted", async () => {
  const answers: ((counts: number[]) => void)[] = [];
  const count = vi.fn(() => new Promise<number[]>((resolve) => answers.push(resolve)));
  const { counts, tell } = counting(count);
  counts.want([EVERYTHING_OPEN]);
  counts.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(1_000);
  tell.feed?.onEvent(left);
  await vi.advanceTimersByTimeAsync(1_000);
  answers[1]?.([2]);
  answers[0]?.([1]);
  await vi.advanceTimersByTimeAsync(0);
  expect(counts.getSnapshot()).toEqual({ [keyOfView(EVERYTHING_OPEN)]: 2 });

  vi.spyOn(console, "warn").mockImplementation(() => {});
  count.mockRejectedValue(new Error("away"));
  count.mockClear();
  tell.feed?.onReload();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count).toHaveBeenCalledTimes(4);
  expect(counts.getSnapshot()).toEqual({});
});

it("shares one feed, which whoever comes later is told to load by, and lets it go with the last", async () => {
  const { feed, tell, close } = counting(async () => []);
  const [early, late] = [
    { onReload: vi.fn(), onEvent: vi.fn() },
    { onReload: vi.fn(), onEvent: vi.fn() },
  ];
  const leaveEarly = feed.follow(early);
  await Promise.resolve();
  expect(early.onReload).not.toHaveBeenCalled();
  tell.feed?.onReload();
  const leaveLate = feed.follow(late);
  await Promise.resolve();
  expect([early.onReload, late.onReload].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  tell.feed?.onEvent(left);
  leaveEarly();
  tell.feed?.onEvent(left);
  expect([early.onEvent, late.onEvent].map(({ mock }) => mock.calls.length)).toEqual([1, 2]);
  expect(close).not.toHaveBeenCalled();
  leaveLate();
  expect(close).toHaveBeenCalledOnce();
});
