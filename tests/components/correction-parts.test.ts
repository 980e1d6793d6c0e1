import { expect, it } from "vitest";
import { shortened } from "@/components/broadcast/correction-parts";

const same = (text: string) => ({ text, is: "same" as const });
const [four, five] = [
  { text: "four", is: "removed" as const },
  { text: "five", is: "added" as const },
];
const words = (count: number) => Array.from({ length: count }, (_, n) => `word${n}`).join(" ");

it("shows short texts whole", () => {
  const parts = [same("We close at "), four, five, same(" today.")];
  expect(shortened(parts)).toEqual(parts);
});

it("cuts what stayed the same between words, and nothing else", () => {
  const long = { text: words(50), is: "added" as const };
  const [before, added, middle, , after] = shortened([
    same(`${words(50)} at `),
    long,
    same(` and ${words(50)} or `),
    four,
    same(` ${words(50)}`),
  ]);
  expect(before?.text).toMatch(/^… word4\d .* word49 at $/);
  expect(added).toBe(added);
  expect(added?.text).toBe(long.text);
  expect(middle?.text).toMatch(/^ and word0 .* … word4\d .* or $/);
  expect(after?.text).toMatch(/^ word0 .* …$/);
  for (const part of [before, middle, after]) expect(part?.text.length).toBeLessThanOrEqual(121);
});

it("cuts no character in half where there are no words", () => {
  const [before] = shortened([same("😀".repeat(100)), five]);
  expect(before?.text.isWellFormed()).toBe(true);
});
