import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keyOf, PostKeeper, SAVED_EVERY_MS, type SavedPost } from "@/components/broadcasts-desk/post-keeper";
import { POST_LENGTH_MAX, type PostKeeping, type WaitingPost } from "@/lib/broadcast";
import { Refusal } from "@/lib/refusal";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ID = "0199f0a0-0000-7000-8000-000000000001";
const cake = {
  ...{ id: "0199f0a0-0000-7000-8000-00000000000c", name: "cake.jpg", mediaType: "image/jpeg", bytes: 9 },
  ...{ width: 4, height: 3, durationMs: null, peaks: null, hasThumbnail: true },
};

const PLAIN = { isSilent: false, asksToConfirm: false };

const post = (more: Partial<WaitingPost> = {}): WaitingPost => ({
  ...{ id: ID, body: "Beans", attachments: [], topicId: null, ...PLAIN, state: "draft" },
  ...{ publishAt: null, failure: null, rev: 1, updatedAt: "2026-11-22T02:00:00.000Z" },
  ...more,
});

/** A site that keeps one post, and a tab that keeps what is not saved. */
function scene(there: WaitingPost | null, tab = new Map<string, string>()) {
  let kept = there;
  const saved: SavedPost[] = [];
  let answer = async (asked: SavedPost): Promise<PostKeeping> => {
    if (kept && kept.rev !== asked.rev) return { isKept: false, post: kept };
    const { body, topicId, isSilent, asksToConfirm } = asked;
    kept = post({ body, topicId, isSilent, asksToConfirm, rev: asked.rev + 1 });
    return { isKept: true, post: kept };
  };
  const places = {
    save: (asked: SavedPost) => {
      saved.push(asked);
      return answer(asked);
    },
    storage: {
      getItem: (key: string) => tab.get(key) ?? null,
      setItem: (key: string, text: string) => void tab.set(key, text),
      removeItem: (key: string) => void tab.delete(key),
    },
  };
  return {
    ...{ saved, tab },
    open: () => new PostKeeper(ID, kept, places),
    elsewhere: (body: string) => {
      kept = post({ body, rev: (kept?.rev ?? 0) + 1 });
    },
    answerWith: (other: typeof answer) => {
      answer = other;
    },
  };
}

it("saves what is written every second, and what was written meanwhile after that", async () => {
  const { open, saved } = scene(null);
  const keeper = open();
  const told = vi.fn();
  keeper.subscribe(told);
  for (const body of ["B", "Be", "Bea"]) keeper.write({ body });
  expect(keeper.getSnapshot()).toMatchObject({ is: "unsaved", rev: 0 });
  const waiting = vi.advanceTimersByTimeAsync(SAVED_EVERY_MS);
  await waiting;
  expect(saved).toMatchObject([{ body: "Bea", rev: 0, attachmentIds: [] }]);
  expect(keeper.getSnapshot()).toMatchObject({ is: "saved", rev: 1 });
  keeper.write({ attachments: [cake] });
  expect(await keeper.save()).toBe(true);
  expect(saved[1]).toMatchObject({ rev: 1, attachmentIds: [cake.id] });
  expect(told).toHaveBeenCalled();
  // What is as it was is not saved again.
  keeper.write({ body: "Bea" });
  expect(await keeper.save()).toBe(true);
  expect(saved).toHaveLength(2);
});

it("saves one at a time, and all of it in the end", async () => {
  const { open, saved, answerWith } = scene(post());
  const keeper = open();
  let come: (kept: PostKeeping) => void = () => undefined;
  answerWith(() => new Promise((resolve) => (come = resolve)));
  keeper.write({ body: "Beans on" });
  const first = keeper.save();
  await Promise.resolve();
  keeper.write({ body: "Beans on Friday" });
  const second = keeper.save();
  answerWith(async (asked) => ({ isKept: true, post: post({ body: asked.body, rev: asked.rev + 1 }) }));
  come({ isKept: true, post: post({ body: "Beans on", rev: 2 }) });
  await Promise.all([first, second]);
  expect(saved.map(({ body, rev }) => [body, rev])).toEqual([
    ["Beans on", 1],
    ["Beans on Friday", 2],
  ]);
  expect(keeper.getSnapshot()).toMatchObject({ is: "saved", rev: 3 });
});

it("keeps past the page what was not saved, and goes on with it", async () => {
  const { open, saved, answerWith } = scene(post());
  answerWith(() => Promise.reject(new Refusal("unavailable")));
  const keeper = open();
  keeper.write({ body: "Beans on Friday" });
  expect(await keeper.save()).toBe(false);
  expect(keeper.getSnapshot()).toMatchObject({ is: "unsaved", problem: "unavailable" });
  // The page is gone, and another is opened.
  answerWith(async (asked) => ({ isKept: true, post: post({ body: asked.body, rev: asked.rev + 1 }) }));
  const stop = open().start();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved.at(-1)).toMatchObject({ body: "Beans on Friday", rev: 1 });
  stop();
});

it("tries again by itself what may pass, and nothing else", async () => {
  const { open, saved, answerWith } = scene(post());
  const keeper = open();
  answerWith(() => Promise.reject(new Error("no line")));
  keeper.write({ body: "Beans on Friday" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved.length).toBeGreaterThan(5);
  answerWith(() => Promise.reject(new Refusal("closed")));
  await vi.advanceTimersByTimeAsync(60_000);
  const tries = saved.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved).toHaveLength(tries);
  expect(keeper.getSnapshot()).toMatchObject({ problem: "closed", is: "unsaved" });
});

it("writes over nobody: what there is stays beside, until it is taken or this becomes a new post", async () => {
  const { open, elsewhere, saved, tab } = scene(post());
  const keeper = open();
  elsewhere("Beans on Sunday");
  keeper.write({ body: "Beans on Saturday", attachments: [cake] });
  expect(await keeper.save()).toBe(false);
  expect(keeper.getSnapshot()).toMatchObject({
    written: { body: "Beans on Saturday" },
    other: { body: "Beans on Sunday", rev: 2 },
  });
  keeper.write({ body: "Beans on Saturday!" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved).toHaveLength(1);
  // The same after the page was loaded anew.
  const again = open();
  expect(again.getSnapshot()).toMatchObject({ other: { rev: 2 }, written: { body: "Beans on Saturday!" } });
  again.moveTo("new");
  expect(JSON.parse(tab.get(keyOf("new")) ?? "")).toEqual({
    written: { body: "Beans on Saturday!", attachments: [cake], topicId: null, ...PLAIN },
    ...{ rev: 0, is: "unsaved" },
  });
  expect(tab.has(keyOf(ID))).toBe(false);
  keeper.take(post({ body: "Beans on Sunday", rev: 2 }));
  expect(keeper.getSnapshot()).toMatchObject({ is: "saved", rev: 2, other: undefined });
});

it("keeps what was written of a post that is gone, for a new one, without the pictures that went", async () => {
  const { open, answerWith, tab } = scene(post());
  const keeper = open();
  answerWith(() => Promise.reject(new Refusal("closed")));
  keeper.write({ body: "Beans on Friday", attachments: [cake] });
  expect(await keeper.save()).toBe(false);
  expect(keeper.getSnapshot()).toMatchObject({ problem: "closed", written: { body: "Beans on Friday" } });
  keeper.moveTo("new");
  expect(JSON.parse(tab.get(keyOf("new")) ?? "").written).toMatchObject({
    ...{ body: "Beans on Friday", attachments: [] },
  });
});

it("knows better than a page that the browser shows as it was, and less than the site", async () => {
  const { open, elsewhere, tab } = scene(null);
  const first = open();
  first.write({ body: "Beans on Friday" });
  await first.save();
  // On the way back to the page of a post that was new.
  const stale = scene(null, tab).open();
  expect(stale.getSnapshot()).toMatchObject({ written: { body: "Beans on Friday" }, rev: 1, is: "saved" });
  elsewhere("Beans on Sunday");
  expect(open().getSnapshot()).toMatchObject({
    ...{ written: { body: "Beans on Sunday" }, rev: 2, is: "saved", other: undefined },
  });
});

it("sends no text that is too long, nor what was abandoned", async () => {
  const { open, saved, tab } = scene(post());
  const keeper = open();
  keeper.write({ body: "x".repeat(POST_LENGTH_MAX + 1) });
  await vi.advanceTimersByTimeAsync(60_000);
  keeper.write({ body: "x" });
  keeper.abandon();
  keeper.start()();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved).toEqual([]);
  expect(tab.size).toBe(0);
});

it("saves anew what could not be published, though nobody wrote on it", async () => {
  const { open, saved } = scene(post({ failure: "not-allowed" }));
  const stop = open().start();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved).toMatchObject([{ body: "Beans", rev: 1 }]);
  stop();
});

it("goes on with what an older page of the site kept in this tab", async () => {
  const { isSilent: _, asksToConfirm: __, ...older } = post({ body: "Beans on Saturday" });
  const tab = new Map([[keyOf(ID), JSON.stringify({ written: older, rev: 1, is: "unsaved" })]]);
  const { open, saved } = scene(post(), tab);
  expect(await open().save()).toBe(true);
  expect(saved).toMatchObject([{ body: "Beans on Saturday", ...PLAIN }]);
});
