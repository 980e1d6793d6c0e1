import { describe, expect, it } from "vitest";
import { decided, heard, isDue, type Keeping, keepingOf, saved } from "@/components/inbox/note-keeping";

const kept = { text: "Oat milk", rev: 1 };
const written = (text: string): Keeping => ({ ...keepingOf(kept), text });
const theirs = { text: "No sugar", rev: 2 };

describe("a note on a customer", () => {
  it("is due to be saved once it says something else", () => {
    expect([keepingOf(kept), written("Oat milk, please")].map(isDue)).toEqual([false, true]);
  });

  it("shows what a colleague wrote where nobody else is writing", () => {
    expect(heard(keepingOf(kept), theirs)).toEqual(keepingOf(theirs));
    expect(heard(keepingOf(theirs), kept)).toEqual(keepingOf(theirs));
  });

  it("keeps what is being written, shows theirs beside it, and saves nothing before it is decided", () => {
    const torn = heard(written("Oat milk, no sugar"), theirs);
    expect(torn).toEqual({ ...written("Oat milk, no sugar"), theirs });
    expect(isDue(torn)).toBe(false);
    const mine = decided(torn, "mine");
    expect([mine.text, mine.kept.rev, isDue(mine)]).toEqual(["Oat milk, no sugar", 2, true]);
    expect(decided(torn, "theirs")).toEqual(keepingOf(theirs));
    expect(decided(mine, "mine")).toBe(mine);
  });

  it("is no conflict where two wrote the same", () => {
    expect(heard(written("No sugar"), theirs)).toEqual(keepingOf(theirs));
  });

  it("goes on being written while it is saved", () => {
    const after = saved(written("Oat milk, no sugar"), { text: "Oat milk, no", rev: 2 });
    expect([after.text, after.kept, isDue(after)]).toEqual([
      "Oat milk, no sugar",
      { text: "Oat milk, no", rev: 2 },
      true,
    ]);
    expect(saved(after, kept)).toBe(after);
  });
});
