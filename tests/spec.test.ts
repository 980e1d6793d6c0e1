import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const rules = idsIn(fs.readFileSync(path.join(root, "party/SPEC.md"), "utf8"), /\*\*\[([A-Z]\d+)\]\*\*/g);
/** Tests of the guarantees, of faults (F01) and against attacks carry ids of their own lists. */
const ofGuarantees = /^([GS]\d+|F\d\d)$/;
const folders = ["tests/party", "tests/attacks", "tests/db", "tests/lib"];
const tests = folders.flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => fs.readFileSync(path.join(root, folder, name), "utf8")),
);
/** Names of tests that begin with ids: "[W1] [W2] …". */
const names = tests.flatMap((text) => text.match(/(?<=["'`])(\[[A-Z]\d+\] )+(?=\S)/g) ?? []);
const named = new Set(names.flatMap((name) => idsIn(name, /\[([A-Z]\d+)\]/g)));

describe("party/SPEC.md", () => {
  it("has a test for every rule", () => {
    expect(rules.filter((id) => !named.has(id))).toEqual([]);
  });

  it("has a rule for every id in the name of a room's test", () => {
    const ofRooms = [...named].filter((id) => !ofGuarantees.test(id));
    expect(ofRooms.filter((id) => !rules.includes(id))).toEqual([]);
  });

  it("gives no id twice", () => {
    expect(rules).toEqual([...new Set(rules)]);
  });
});

function idsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []);
}
