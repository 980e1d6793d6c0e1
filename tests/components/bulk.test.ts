import { expect, it, vi } from "vitest";
import { changeAll, type SetWork, takeBack } from "@/components/inbox/bulk";
import { chosenAfter } from "@/components/inbox/chosen-after";
import { refuse } from "@/lib/action-result";
import { WORK_AT_ONCE_MAX, type WorkWish } from "@/lib/work";

const undo = (was: WorkWish, now: WorkWish) => ({ wish: was, expected: now });
const completed = { status: "completed" as const };
const lines = (count: number) => ids(count).map((id, n) => ({ id, lastSeq: n }));
const ids = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);

it("changes more than is taken at once, one part after the other, and tells what became of each", async () => {
  const setWork = vi.fn<SetWork>(async ({ conversationIds }) => ({
    ok: true,
    value: {
      changed: conversationIds
        .slice(1)
        .map((conversationId) => ({ conversationId, undo: undo({}, completed) })),
      refused: [{ conversationId: conversationIds[0] ?? "", code: "conflict" }],
    },
  }));
  const done = await changeAll(setWork, lines(WORK_AT_ONCE_MAX + 2), completed);
  expect(setWork.mock.calls.map(([{ conversationIds }]) => conversationIds.length)).toEqual([
    WORK_AT_ONCE_MAX,
    2,
  ]);
  expect(setWork.mock.calls[1]?.[0].seen).toEqual({
    [`c${WORK_AT_ONCE_MAX}`]: WORK_AT_ONCE_MAX,
    [`c${WORK_AT_ONCE_MAX + 1}`]: WORK_AT_ONCE_MAX + 1,
  });
  expect(done.refused.map(({ conversationId }) => conversationId)).toEqual(["c0", `c${WORK_AT_ONCE_MAX}`]);
  expect(done.changed).toHaveLength(WORK_AT_ONCE_MAX);
  await changeAll(setWork, lines(WORK_AT_ONCE_MAX), completed);
  expect(setWork).toHaveBeenCalledTimes(3);
});

it("says of each that it was refused where the site refuses all of them, or cannot be reached", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const refused = await changeAll(async () => refuse("too-many", "Too many."), lines(2), completed);
  expect(refused.refused).toEqual([
    { conversationId: "c0", code: "too-many" },
    { conversationId: "c1", code: "too-many" },
  ]);
  const away = async () => {
    throw new Error("offline");
  };
  expect((await changeAll(away, lines(1), completed)).refused).toMatchObject([{ code: "unavailable" }]);
});

it("takes back together what had the same change, and each only where it still stands so", async () => {
  const setWork = vi.fn<SetWork>(async () => ({ ok: true, value: { changed: [], refused: [] } }));
  const opened = undo({ status: "open" }, completed);
  const slept = undo({ status: "snoozed", snoozedUntil: "2026-11-22T09:00:00.000Z" }, completed);
  await takeBack(setWork, [
    { conversationId: "c0", undo: opened },
    { conversationId: "c1", undo: slept },
    { conversationId: "c2", undo: opened },
  ]);
  expect(setWork.mock.calls).toEqual([
    [{ conversationIds: ["c0", "c2"], ...opened }],
    [{ conversationIds: ["c1"], ...slept }],
  ]);
});

it("chooses one, lets it go, and chooses a range in either direction", () => {
  const list = ids(6);
  const after = (chosen: string[], id: string, from?: string) =>
    [...chosenAfter(new Set(chosen), id, from === undefined ? undefined : { ids: list, from })].toSorted();
  expect(after([], "c2")).toEqual(["c2"]);
  expect(after(["c2"], "c2")).toEqual([]);
  expect(after(["c2"], "c4", "c2")).toEqual(["c2", "c3", "c4"]);
  expect(after(["c4"], "c2", "c4")).toEqual(["c2", "c3", "c4"]);
  // Whoever was chosen last has left the list.
  expect(after(["gone"], "c1", "gone")).toEqual(["c1", "gone"]);
});
