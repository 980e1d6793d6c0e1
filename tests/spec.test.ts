import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const rules = idsIn(fs.readFileSync(path.join(root, "party/SPEC.md"), "utf8"), /\*\*\[([A-Z]\d+)\]\*\*/g);
const folders = ["tests/party", "tests/db", "tests/lib"];
const tests = folders.flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => fs.readFileSync(path.join(root, folder, name), "utf8")),
);
const named = new Set(
  tests
    .flatMap((text) => text.match(/\bit\(\s*["'`](\[[A-Z]\d+\] )+/g) ?? [])
    .flatMap((name) => idsIn(name, /\[([A-Z]\d+)\]/g)),
);

describe("party/SPEC.md", () => {
  it("has a test for every rule", () => {
    expect(rules.filter((id) => !named.has(id))).toEqual([]);
  });

  it("has a rule for every id in the name of a test", () => {
    expect([...named].filter((id) => !rules.includes(id))).toEqual([]);
  });

  it("gives no id twice", () => {
    expect(rules).toEqual([...new Set(rules)]);
  });
});

function idsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []);
}
