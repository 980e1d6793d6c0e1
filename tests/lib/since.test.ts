import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Happened, isWorthTelling, sinceOf, type WorkTold } from "@/lib/since";
import { UNTOUCHED, type Work, type WorkWish, workAfter } from "@/lib/work";

const none: Happened = {
  ...{ said: [], hasMore: false, notices: [], status: "open", promises: [], closing: null },
};
const names = Object.fromEntries(["sam", "ines", "t1", "t2", "t3"].map((id) => [id, id.toUpperCase()]));

const wishes = fc.oneof(
  fc.constantFrom<WorkWish>(
    ...[{ status: "open" as const }, { status: "completed" as const }, { status: "archived" as const }],
    { status: "snoozed", snoozedUntil: "2026-11-23T09:00:00.000Z" },
  ),
  fc.constantFrom("sam", "ines", null).map((assigneeId): WorkWish => ({ assigneeId })),
  fc.nat(3).map((priority): WorkWish => ({ priority })),
  fc.record({ id: fc.constantFrom("t1", "t2", "t3"), on: fc.boolean() }).map((tag): WorkWish => ({ tag })),
);

/** How it stands after some wishes, and what the notes tell of them. */
function history(before: Work, asked: WorkWish[]): { work: Work; notices: WorkTold[] } {
  let work = before;
  const notices = asked.flatMap((wish): WorkTold[] => {
    const verdict = workAfter(work, wish);
    if (verdict.is !== "changed") return [];
    work = verdict.work;
    return [{ event: "work", was: verdict.was, now: verdict.now, names }];
  });
  return { work, notices };
}

describe("since an agent looked", () => {
  it("tells exactly how work stands otherwise, whatever happened in between", () => {
    fc.assert(
      fc.property(fc.array(wishes), fc.array(wishes), (first, then) => {
        const { work: before } = history(UNTOUCHED, first);
        const { work: after, notices } = history(before, then);
        const since = sinceOf({ ...none, notices, status: after.status });
        const turned = <Value>(was: Value, now: Value) => (was === now ? null : { was, now });
        const called = (id: string | null) => id && names[id];
        expect(since).toMatchObject({
          status: turned(before.status, after.status),
          assignee: turned(called(before.assigneeId), called(after.assigneeId)),
          priority: turned(before.priority, after.priority),
        });
        const shown = (ids: string[]) => ids.map(called).toSorted();
        expect(since.tagged.toSorted()).toEqual(shown(after.tags.filter((id) => !before.tags.includes(id))));
        expect(since.untagged.toSorted()).toEqual(
          shown(before.tags.filter((id) => !after.tags.includes(id))),
        );
      }),
    );
  });

  it("says that a customer came back, without a guess at what was before", () => {
    const woken: WorkTold = { event: "woken" };
    expect(sinceOf({ ...none, notices: [woken] }).status).toEqual({ was: undefined, now: "open" });
    const told: WorkTold = { event: "work", was: { status: "open" }, now: { status: "completed" }, names };
    expect(sinceOf({ ...none, notices: [told, woken] }).status).toBeNull();
    // What a closing completed is not told among the notes; how it stands is known all the same.
    expect(sinceOf({ ...none, notices: [told, woken], status: "completed" }).status).toEqual({
      was: "open",
      now: "completed",
    });
  });

  it("is worth telling where it is more than a glance at what is below", () => {
    const worth = (happened: Partial<Happened>) => isWorthTelling(sinceOf({ ...none, ...happened }));
    const maya = { name: "Maya", count: 2 };
    expect(worth({ said: [maya] })).toBe(false);
    expect(worth({ said: [{ ...maya, count: 3 }] })).toBe(true);
    expect(worth({ said: [maya, { name: "Sam", count: 1 }] })).toBe(true);
    expect(worth({ said: [maya], closing: "objected" })).toBe(true);
    expect(worth({ said: [maya], promises: [{ text: "Call", dueAt: "2026-11-22T09:00:00.000Z" }] })).toBe(
      true,
    );
    const tagged: WorkTold = { event: "work", was: {}, now: { tag: { id: "t1", on: true } }, names };
    expect(worth({ said: [maya], notices: [tagged] })).toBe(true);
  });
});
