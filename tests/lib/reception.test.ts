import { expect, it } from "vitest";
import { isClockTime, isDate, overlap, shareDays } from "@/lib/reception";

it("knows times of the clock on the wall, and days that there are", () => {
  expect(["00:00", "09:30", "23:59"].every(isClockTime)).toBe(true);
  expect(["24:00", "9:30", "09:60", "09:30:00", "", "٠٩:٣٠"].some(isClockTime)).toBe(false);
  expect(["2026-12-25", "2028-02-29"].every(isDate)).toBe(true);
  expect(["2027-02-29", "2026-13-01", "2026-1-1", "25.12.2026", ""].some(isDate)).toBe(false);
});

it("sees what overlaps on a day, and lets shifts touch and the last one go on past midnight", () => {
  const morning = ["09:00", "12:00"] as const;
  expect(overlap([["12:00", "18:00"], morning])).toBe(false);
  expect(overlap([["11:59", "18:00"], morning])).toBe(true);
  expect(overlap([morning, ["18:00", "02:00"]])).toBe(false);
  expect(
    overlap([
      ["18:00", "02:00"],
      ["22:00", "23:00"],
    ]),
  ).toBe(true);
  expect(overlap([["00:00", "24:00"], morning])).toBe(true);
});

it("sees days that would have two names", () => {
  const christmas = { from: "2026-12-24", to: "2026-12-26" };
  expect(shareDays([{ from: "2026-12-27", to: "2026-12-31" }, christmas])).toBe(false);
  expect(shareDays([{ from: "2026-12-26", to: "2026-12-31" }, christmas])).toBe(true);
});
