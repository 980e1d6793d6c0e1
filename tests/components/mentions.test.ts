import { describe, expect, it } from "vitest";
import { nameAskedAt, offered } from "@/components/inbox/asked-name";
import { namedIn, withNames } from "@/components/inbox/mentions";
import { blocksOf } from "@/lib/text-blocks";
import { MENTIONS_MAX } from "@/lib/work";

const person = (name: string) => ({ userId: name, name });
const team = ["Ines Ríos", "Sam", "Samuel Ortega", "Nora"].map(person);
const names = (people: { name: string }[]) => people.map(({ name }) => name);

describe("naming somebody", () => {
  it.each([
    ["@", 1, { from: 0, query: "" }],
    ["Ask @in", 7, { from: 4, query: "in" }],
    ["Ask (@Ines R", 12, { from: 5, query: "Ines R" }],
    ["Ask @in please", 7, { from: 4, query: "in" }],
    ["maya@example.com", 16, null],
    ["@ nobody", 8, null],
    ["@in\nand then", 12, null],
    ["no at", 5, null],
    [`@${"x".repeat(41)}`, 42, null],
    [`@${"x".repeat(40)}`, 41, { from: 0, query: "x".repeat(40) }],
  ])("is begun in %j at %i", (text, caret, asked) => {
    expect(nameAskedAt(text, caret)).toEqual(asked);
  });

  it.each([
    ["", ["Ines Ríos", "Sam", "Samuel Ortega", "Nora"]],
    ["sa", ["Sam", "Samuel Ortega"]],
    ["rios", ["Ines Ríos"]],
    ["so", ["Samuel Ortega"]],
    ["ines r", ["Ines Ríos"]],
    ["ora", []],
  ])("offers for %j: %j", (query, found) => {
    expect(names(offered(team, query))).toEqual(found);
  });

  it("offers no more than can be chosen from", () => {
    expect(
      offered(
        Array.from({ length: 9 }, (_, n) => person(`Ann ${n}`)),
        "ann",
      ),
    ).toHaveLength(6);
  });

  it.each([
    ["@Sam can you?", ["Sam"]],
    ["@Samuel Ortega and @Nora", ["Samuel Ortega", "Nora"]],
    ["@Samuela, @sam, Nora", []],
    ["(@Ines Ríos)", ["Ines Ríos"]],
    ["@@Sam", ["Sam"]],
  ])("is done in %j for: %j", (text, named) => {
    expect(names(namedIn(text, team))).toEqual(named);
  });

  it("is done for no more than a note may name", () => {
    const many = Array.from({ length: MENTIONS_MAX + 1 }, (_, n) => person(`P${n}x`));
    const text = many.map(({ name }) => `@${name}`).join(" ");
    expect(namedIn(text, many)).toHaveLength(MENTIONS_MAX);
  });

  it("is shown wherever the words stand, but not in code", () => {
    const shown = JSON.stringify(withNames(blocksOf("**ask @Sam**\n> @Sam\n- @Nora\n```\n@Sam\n```"), team));
    expect(shown.match(/"name","text":"@Sam"/g)).toHaveLength(2);
    expect(shown.match(/"name","text":"@Nora"/g)).toHaveLength(1);
  });
});
