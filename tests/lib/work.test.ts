import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostOf } from "@/lib/protocol/ticket";
import {
  isThanks,
  notesIdOf,
  PRIORITY_MAX,
  TAGS_PER_CONVERSATION_MAX,
  UNTOUCHED,
  type Work,
  type WorkWish,
  workAfter,
  workStatuses,
} from "@/lib/work";

const SAM = "0d5a3a2e-0000-4000-8000-000000000001";
const INES = "0d5a3a2e-0000-4000-8000-000000000002";
const UNTIL = "2026-12-01T09:00:00.000Z";

const wishes: fc.Arbitrary<WorkWish> = fc.oneof(
  fc.constantFrom(...workStatuses).map(
    (status): WorkWish => ({
      status,
      snoozedUntil: status === "snoozed" ? UNTIL : null,
    }),
  ),
  fc.constantFrom(SAM, INES, null).map((assigneeId): WorkWish => ({ assigneeId })),
  fc.integer({ min: 0, max: PRIORITY_MAX }).map((priority): WorkWish => ({ priority })),
  fc.record({ id: fc.constantFrom("a", "b", "c"), on: fc.boolean() }).map((tag): WorkWish => ({ tag })),
);
/** In which order tags were put on is not asked about. */
const ordered = (work: Work) => ({ ...work, tags: work.tags.toSorted() });

describe("work", () => {
  it("is taken back by what is told to have been, whatever was wished", () => {
    fc.assert(
      fc.property(fc.array(wishes, { maxLength: 12 }), wishes, (before, wish) => {
        const standing = before.reduce((work, each) => {
          const verdict = workAfter(work, each);
          return verdict.is === "changed" ? verdict.work : work;
        }, UNTOUCHED);
        const verdict = workAfter(standing, wish);
        if (verdict.is !== "changed") return;
        expect(workAfter(verdict.work, wish)).toEqual({ is: "same" });
        const back = workAfter(verdict.work, verdict.was, verdict.now);
        expect(back.is === "changed" && ordered(back.work)).toEqual(ordered(standing));
      }),
    );
  });

  it("is a conflict where somebody was faster, and nothing where they did the same", () => {
    const taken: Work = { ...UNTOUCHED, assigneeId: INES };
    expect(workAfter(taken, { assigneeId: SAM }, { assigneeId: null })).toEqual({
      is: "refused",
      code: "conflict",
    });
    expect(workAfter(taken, { assigneeId: INES }, { assigneeId: null })).toEqual({ is: "same" });
    expect(workAfter(taken, { priority: 3 }, { assigneeId: INES })).toMatchObject({ is: "changed" });
  });

  it("is snoozed until a moment, and has none otherwise", () => {
    expect(workAfter(UNTOUCHED, { status: "snoozed" })).toEqual({ is: "refused", code: "bad-command" });
    const snoozed: Work = { ...UNTOUCHED, status: "snoozed", snoozedUntil: UNTIL };
    expect(workAfter(snoozed, { status: "completed" })).toMatchObject({
      work: { status: "completed", snoozedUntil: null },
      was: { status: "snoozed", snoozedUntil: UNTIL },
    });
  });

  it("has as many tags as fit, and not one more", () => {
    const tags = Array.from({ length: TAGS_PER_CONVERSATION_MAX }, (_, n) => `tag ${n}`);
    const full: Work = { ...UNTOUCHED, tags };
    expect(workAfter({ ...full, tags: tags.slice(1) }, { tag: { id: "new", on: true } })).toMatchObject({
      is: "changed",
    });
    expect(workAfter(full, { tag: { id: "new", on: true } })).toEqual({ is: "refused", code: "too-many" });
    expect(workAfter(full, { tag: { id: "tag 3", on: true } })).toEqual({ is: "same" });
  });
});

describe("the id of notes", () => {
  it("lives in the shard of its conversation, and is no conversation's", () => {
    fc.assert(
      fc.property(fc.uuid({ version: [4, 7] }), fc.integer({ min: 1, max: 1024 }), (id, shards) => {
        const notes = notesIdOf(id);
        expect(notes).toMatch(/^[0-9a-f-]{14}8[0-9a-f]{3}-/);
        expect(hostOf({ party: "main", room: notes }, shards)).toBe(
          hostOf({ party: "main", room: id }, shards),
        );
      }),
    );
  });
});

describe("thanks", () => {
  it.each([
    "Thanks!",
    "thank you so much",
    "Perfect, thanks 🙏",
    "👍",
    "Gracias por la ayuda",
    "شكرا جزيلا",
    "Great. Thanks a lot!",
  ])("is %s", (body) => expect(isThanks(body)).toBe(true));

  it.each([
    "",
    "Thanks, but it is still broken",
    "Thank you. When do you open?",
    "No thanks to you",
    "ok?",
    "1",
  ])("is not %s", (body) => expect(isThanks(body)).toBe(false));

  it("is decided in no time for whatever is written", () => {
    // Each word could be two words: a pattern that tries them all would never end.
    expect(isThanks(`${"thanks ".repeat(11)}x`)).toBe(false);
    expect(isThanks(`${"thanks ".repeat(2_000)}x`)).toBe(false);
  });
});
