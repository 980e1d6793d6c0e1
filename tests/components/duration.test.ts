import { expect, it } from "vitest";
import { durationWords } from "@/components/figures/duration";

it.each([
  [0, "0 sec"],
  [59, "59 sec"],
  [60, "1 min"],
  [89, "1 min"],
  [90, "2 min"],
  [3_569, "59 min"],
  [3_570, "1 hr"],
  [3_660, "1 hr 1 min"],
  [86_369, "23 hr 59 min"],
  [86_370, "1 day"],
  [86_400 + 3 * 3_600, "1 day 3 hr"],
  [86_400 * 14, "14 days"],
])("%i seconds are %s", (seconds, words) => {
  expect(durationWords(seconds, "en")).toBe(words);
});

it("is said in the reader's language", () => {
  expect(durationWords(7_500, "es")).toBe("2 h 5 min");
  expect(durationWords(7_500, "ar")).toContain("س");
});
