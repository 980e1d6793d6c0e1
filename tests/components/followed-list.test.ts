import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FollowedList, type FollowedListOptions } from "@/components/inbox/followed-list";
import type { Summary } from "@/lib/protocol/feed";
import type { ConversationList } from "@/lib/protocol/list";
import { Refusal } from "@/lib/refusal";

const sam = "0190a000-0000-7000-8000-00000000000b";
const maya = "0190a000-0000-7000-8000-00000000000a";

function conversation(id: string, rev: number): Summary {
  return {
    id,
    businessId: "0190a000-0000-7000-8000-0000000000b1",
    ...{ kind: "direct" as const, title: "" },
    businessName: "Harbor Coffee",
    businessSlug: "harbor-coffee",
    customerId: maya,
    customerName: "Maya",
    rev,
    lastSeq: rev,
    lastMessage: {
      senderId: maya,
      senderRole: "customer",
      senderName: "Maya",
      preview: `at ${rev}`,
      sort: "text",
      createdAt: "2026-11-21T09:00:00.000Z",
    },
  };
}

function page(id: string, nextCursor: string | null): ConversationList {
  return { conversations: [{ ...conversation(id, 1), readSeq: 1 }], nextCursor };
}

type Feed = Parameters<FollowedListOptions["follow"]>[0];

function follow(load: FollowedListOptions["load"]) {
  const feeds: Feed[] = [];
  const stop = vi.fn();
  const list = new FollowedList({
    ...{ readerId: sam, view: undefined },
    load,
    follow: (feed) => {
      feeds.push(feed);
      return stop;
    },
  });
  return { list, feeds, stop };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a list that is followed", () => {
  it("has one feed however many look at it, and lets it go once nobody does", async () => {
    const { list, feeds, stop } = follow(async () => page("one", null));
    const leave = [list.subscribe(() => {}), list.subscribe(() => {})];
    expect(feeds).toHaveLength(1);
    for (const each of leave) each();
    const back = list.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stop).not.toHaveBeenCalled();
    back();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stop).toHaveBeenCalledOnce();
  });

  it("is loaded where the server did not write it, and only there", async () => {
    const load = vi.fn(async () => page("loaded", null));
    const unwritten = follow(load).list;
    unwritten.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    expect(unwritten.getSnapshot().pages).toEqual([page("loaded", null)]);

    const written = follow(load).list;
    written.subscribe(() => {});
    written.begin(page("written", null));
    await vi.advanceTimersByTimeAsync(0);
    expect(written.getSnapshot().pages).toEqual([page("written", null)]);
    expect(load).toHaveBeenCalledOnce();
  });

  it("loads further pages one by one, and anew as many as there were", async () => {
    const load = vi.fn(async (cursor: string | null) =>
      cursor ? page("second", null) : page("first", "next"),
    );
    const { list, feeds } = follow(load);
    list.subscribe(() => {});
    list.begin(page("first", "next"));
    await Promise.all([list.loadMore(), list.loadMore()]);
    expect(load).toHaveBeenCalledExactlyOnceWith("next");
    await list.loadMore();
    expect(list.getSnapshot().pages).toHaveLength(2);
    feeds[0]?.onReload();
    await vi.advanceTimersByTimeAsync(0);
    expect(load.mock.calls).toEqual([["next"], [null], ["next"]]);
  });

  it("takes the answer to the newest question only", async () => {
    const answers: ((page: ConversationList) => void)[] = [];
    const { list } = follow(() => new Promise((resolve) => answers.push(resolve)));
    const older = list.reload();
    const newer = list.reload();
    answers[1]?.(page("new", null));
    answers[0]?.(page("old", null));
    await Promise.all([older, newer]);
    expect(list.getSnapshot().pages).toEqual([page("new", null)]);
  });

  it("asks again what could not be had, a few times, and not what was refused for good", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const load = vi.fn(async (): Promise<ConversationList> => {
      throw new Refusal("unavailable");
    });
    const { list } = follow(load);
    void list.reload();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(4);
    expect(list.getSnapshot()).toMatchObject({ isFailed: true, loading: "nothing" });
    load.mockImplementation(async () => {
      throw new Refusal("forbidden");
    });
    void list.reload();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(5);
  });

  it("shows what it hears, and loads once for all who write for the first time", async () => {
    const load = vi.fn(async () => page("one", null));
    const { list, feeds } = follow(load);
    list.subscribe(() => {});
    list.begin(page("one", null));
    for (const id of ["two", "three"])
      feeds[0]?.onEvent({ type: "conversation:changed", conversation: conversation(id, 1) });
    expect(Object.keys(list.getSnapshot().heard)).toEqual(["two", "three"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(load).toHaveBeenCalledOnce();
  });
});
