import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stress } from "@/components/conversation/stress";

/** A field in the hand of its browser: what is chosen in it stands in brackets. */
class FieldOfTest {
  static inHand: FieldOfTest;
  value: string;
  selectionStart: number;
  selectionEnd: number;

  constructor(shown: string) {
    this.selectionStart = shown.indexOf("[");
    this.selectionEnd = shown.indexOf("]") - 1;
    this.value = shown.replace("[", "").replace("]", "");
    FieldOfTest.inHand = this;
  }

  setSelectionRange(from: number, to: number): void {
    this.selectionStart = from;
    this.selectionEnd = to;
  }

  edit(command: string, text: string): void {
    const [before, after] = [this.value.slice(0, this.selectionStart), this.value.slice(this.selectionEnd)];
    this.value = before + (command === "insertText" ? text : "") + after;
    this.selectionStart = before.length + text.length;
    this.selectionEnd = this.selectionStart;
  }

  get shown(): string {
    const { value, selectionStart: from, selectionEnd: to } = this;
    return `${value.slice(0, from)}[${value.slice(from, to)}]${value.slice(to)}`;
  }
}

beforeEach(() => {
  const execCommand = (command: string, _: boolean, text = "") => FieldOfTest.inHand.edit(command, text);
  vi.stubGlobal("document", { execCommand });
});
afterEach(() => void vi.unstubAllGlobals());

function stressed(shown: string, mark: string): string {
  const field = new FieldOfTest(shown);
  stress(Object(field), mark);
  return field.shown;
}

describe("what is chosen in the field", () => {
  it.each([
    ["is [so] good", "**", "is **[so]** good"],
    ["[so]", "_", "_[so]_"],
    ["is[ so ]good", "**", "is **[so]** good"],
    ["[]", "**", "**[]**"],
    ["is [ ]good", "*", "is  *[]*good"],
    ["[one\ntwo]", "*", "*[one*\n*two]*"],
    ["[one\n\ntwo]", "`", "`[one`\n\n`two]`"],
  ])("is marked: %j", (before, mark, after) => expect(stressed(before, mark)).toBe(after));

  it.each([
    ["is **[so]** good", "**", "is [so] good"],
    ["_[so]_", "_", "[so]"],
    ["**[]**", "**", "[]"],
  ])("is marked no more: %j", (before, mark, after) => expect(stressed(before, mark)).toBe(after));

  it("is as it was when it is marked twice", () => {
    for (const shown of ["is [so] good", "a []b", "[قهوة]"])
      expect(stressed(stressed(shown, "**"), "**")).toBe(shown);
  });
});
