import { afterEach, expect, it, vi } from "vitest";
import { markAhead, SAVED_AT_ONCE_MAX } from "@/components/inbox/mark-ahead";
import { readAhead } from "@/components/inbox/read-ahead";
import type { ReadThrough, RefusedOne } from "@/lib/client/save-read";
import { Refusal } from "@/lib/refusal";
import { WORK_AT_ONCE_MAX } from "@/lib/work";

const maya = { conversationId: "maya", seq: 3 };
const leo = { conversationId: "leo", seq: 5 };
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ conversationId: `c${n}`, seq: 1 }));

afterEach(() => expect(readAhead.getSnapshot()).toEqual({}));

function marking(read: ReadThrough[], refused: RefusedOne[] = []) {
  const save = vi.fn(async (_: ReadThrough[]) => refused);
  const onSaved = vi.fn();
  return { ...markAhead(read, { save, onSaved }), save, onSaved };
}

it("shows conversations as read, and tells nobody before it is committed, once", async () => {
  const { commit, undo, save, onSaved } = marking([maya, leo]);
  expect(readAhead.getSnapshot()).toEqual({ maya: 3, leo: 5 });
  expect(save).not.toHaveBeenCalled();
  const committed = commit();
  // Shown as long as the lists have not heard it, which is too late for going back.
  undo();
  expect(readAhead.getSnapshot()).toEqual({ maya: 3, leo: 5 });
  onSaved.mockImplementation(() => expect(readAhead.getSnapshot()).toEqual({ maya: 3, leo: 5 }));
  expect(await committed).toEqual([]);
  expect(onSaved.mock.calls).toEqual([[maya], [leo]]);
  expect(await commit()).toEqual([]);
  expect(save.mock.calls).toEqual([[[maya, leo]]]);
});

it("tells nobody of what is undone, whatever is committed then", async () => {
  const { commit, undo, save, onSaved } = marking([maya]);
  undo();
  expect(readAhead.getSnapshot()).toEqual({});
  expect(await commit()).toEqual([]);
  expect(save).not.toHaveBeenCalled();
  expect(onSaved).not.toHaveBeenCalled();
});

it("shows several markings at once, each taken back by itself", () => {
  const first = marking([maya, leo]);
  const second = marking([{ ...leo, seq: 6 }]);
  expect(readAhead.getSnapshot()).toEqual({ maya: 3, leo: 6 });
  second.undo();
  expect(readAhead.getSnapshot()).toEqual({ maya: 3, leo: 5 });
  first.undo();
});

it("says which are not read after all, and takes only the others for read", async () => {
  const { commit, onSaved } = marking([maya, leo], [{ conversationId: "leo", code: "not-found" }]);
  expect(await commit()).toEqual([{ conversationId: "leo", code: "not-found" }]);
  expect(onSaved.mock.calls).toEqual([[maya]]);
});

it.each([
  ["the site refuses", new Refusal("too-many"), "too-many"],
  ["it cannot be reached", new TypeError("Failed to fetch"), "unavailable"],
])("shows them as unread again where %s", async (_, cause, code) => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const { commit, save, onSaved } = marking([maya, leo]);
  save.mockRejectedValue(cause);
  expect(await commit()).toEqual([maya, leo].map(({ conversationId }) => ({ conversationId, code })));
  expect(onSaved).not.toHaveBeenCalled();
});

it("has as many on the way as a page that goes away may, and no more", async () => {
  const { commit, save } = marking(many(SAVED_AT_ONCE_MAX + 1));
  const answers: (() => void)[] = [];
  save.mockImplementation(() => new Promise((resolve) => answers.push(() => resolve([]))));
  const committed = commit();
  const atOnce = SAVED_AT_ONCE_MAX / WORK_AT_ONCE_MAX;
  expect(save.mock.calls.map(([some]) => some.length)).toEqual(Array(atOnce).fill(WORK_AT_ONCE_MAX));
  for (const answer of answers.splice(0)) answer();
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(atOnce + 1));
  for (const answer of answers) answer();
  expect(await committed).toEqual([]);
});
