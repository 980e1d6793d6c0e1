import { describe, expect, it } from "vitest";
import type { Row } from "@/components/conversation/rows";
import { isCutShortBy, isHeldBackBy, notesAmong, type Strand } from "@/components/inbox/notes-among";
import { maya, said, sam } from "../support/wire";

const at = (minute: number) => `2026-11-21T09:${String(minute).padStart(2, "0")}:00.000Z`;
const onDay = (day: number) => `2026-11-${day}T09:00:00.000Z`;
const row = (name: string, createdAt: string, more: object = {}): Row => ({
  ...{ kind: "message", key: name, quote: undefined, startsGroup: true, endsGroup: true },
  message: { ...said(maya, 1, name), createdAt },
  ...more,
});
const unsent = (name: string, writtenAt: string): Row => ({
  ...{ kind: "unsent", key: name, quote: undefined, startsGroup: true, endsGroup: true },
  text: { id: name, body: name, writtenAt },
});
const notice = (name: string, createdAt: string): Row => ({
  ...{ kind: "notice", key: name },
  message: { ...said(sam, 1, name), kind: "system", createdAt },
});
const strand = (rows: Row[], more: Partial<Strand> = {}): Strand => ({
  ...{ rows, hasOlder: false, oldestAt: undefined },
  ...more,
});
const among = (talk: Strand, notes: Strand) => notesAmong(talk, notes, (moment) => moment.slice(0, 10));
const keys = (rows: Row[]) => rows.map(({ kind, key }) => (kind === "note" ? `(${key})` : key));

describe("notes among a conversation", () => {
  it("stand where the server's time puts them, as what they are", () => {
    const talk = strand([row("hello", at(1)), row("thanks", at(5))]);
    const notes = strand([notice("taken", at(0)), row("a regular", at(3)), row("done", at(9))]);
    expect(keys(among(talk, notes))).toEqual(["(taken)", "hello", "(a regular)", "thanks", "(done)"]);
  });

  it("keep the order of each conversation, whatever a clock says", () => {
    const talk = strand([row("first", at(9)), row("second", at(3))]);
    expect(keys(among(talk, strand([row("one", at(8)), row("two", at(2))])))).toEqual([
      ...["(one)", "(two)", "first", "second"],
    ]);
  });

  it("wait for messages that are not loaded yet, and messages for notes", () => {
    const older = { hasOlder: true };
    const talk = strand([row("t5", at(5)), row("t7", at(7))], { ...older, oldestAt: at(5) });
    const notes = strand([row("n1", at(1)), row("n6", at(6))], { ...older, oldestAt: at(1) });
    expect(keys(among(talk, notes))).toEqual(["t5", "(n6)", "t7"]);
    expect(keys(among({ ...talk, hasOlder: false }, notes))).toEqual(["(n1)", "t5", "(n6)", "t7"]);
    expect(keys(among(talk, { ...notes, oldestAt: at(6) }))).toEqual(["(n6)", "t7"]);
    expect(isHeldBackBy(talk, notes)).toBe(true);
    expect(isHeldBackBy(notes, talk)).toBe(false);
    expect(isHeldBackBy({ ...talk, hasOlder: false }, notes)).toBe(false);
    expect(isHeldBackBy({ hasOlder: true, oldestAt: undefined }, notes)).toBe(true);
  });

  it("wait for newer ones in a window on what was said before, and what is on its way with them", () => {
    const talk = strand([row("t3", at(3)), row("t5", at(5))], { newestAt: at(5) });
    const notes = strand([row("n2", at(2)), row("n4", at(4)), row("n9", at(9)), unsent("now", at(1))]);
    expect(keys(among(talk, notes))).toEqual(["(n2)", "t3", "(n4)", "t5"]);
    expect(keys(among(talk, { ...notes, newestAt: at(4) }))).toEqual(["(n2)", "t3", "(n4)"]);
    expect(keys(among({ ...talk, newestAt: undefined }, notes)).slice(-2)).toEqual(["(n9)", "(now)"]);
    expect(isCutShortBy(talk, notes)).toBe(true);
    expect(isCutShortBy(notes, talk)).toBe(false);
    expect(isCutShortBy(talk, { newestAt: at(4) })).toBe(false);
  });

  it("come after all that is there while they are on their way, in the order they were written", () => {
    const talk = strand([row("hello", at(9)), unsent("reply", at(4))]);
    const notes = strand([row("seen", at(10)), unsent("note", at(3))], { hasOlder: true, oldestAt: at(2) });
    expect(keys(among(talk, notes))).toEqual(["hello", "(seen)", "(note)", "reply"]);
  });

  it("have a day above the first of each day but the first, counted anew", () => {
    const day: Row = { kind: "day", key: "day-2026-11-22", at: onDay(22) };
    const talk = strand([row("one", onDay(20)), day, row("three", onDay(22))]);
    const notes = strand([row("two", onDay(21)), row("late", `2026-11-22T08:00:00.000Z`)]);
    expect(keys(among(talk, notes))).toEqual([
      ...["one", "day-2026-11-21", "(two)", "day-2026-11-22", "(late)", "three"],
    ]);
  });

  it("leave the divider above what is unread", () => {
    const unread: Row = { kind: "unread", key: "unread" };
    const talk = strand([row("read", at(1)), unread, row("new", at(5))]);
    expect(keys(among(talk, strand([row("n", at(3))])))).toEqual(["read", "(n)", "unread", "new"]);
  });

  it("stand in no group with what a customer reads", () => {
    const [one, two, three] = [
      row("one", at(1), { endsGroup: false }),
      row("two", at(1), { startsGroup: false, endsGroup: false }),
      row("three", at(3), { startsGroup: false }),
    ];
    const rows = among(strand([one, two, three]), strand([row("n", at(2))]));
    const groups = rows.map((each) => {
      const { startsGroup, endsGroup } = each.kind === "note" ? Object(each.row) : Object(each);
      return [startsGroup, endsGroup];
    });
    expect(groups).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
    // What did not change is the same object, and not drawn anew.
    expect(rows[0]).toBe(one);
  });
});
