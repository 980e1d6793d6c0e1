import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDay, openState, type Shift, WEEKDAYS, type WeeklyHours, weekdayOf } from "@/lib/opening-hours";

const everyDay = (...shifts: Shift[]): WeeklyHours =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, shifts]));

/** As the clock on the wall shows it, in UTC unless a place is named. */
function stateAt(now: string, hours: WeeklyHours, timeZone = "UTC") {
  const { isOpen, changesAt } = openState({ hours, timeZone }, new Date(now));
  return [isOpen ? "open" : "closed", changesAt?.toISOString().replace(":00.000Z", "Z") ?? null];
}

describe("opening hours", () => {
  const shop: WeeklyHours = {
    mon: [
      ["09:00", "12:30"],
      ["14:00", "18:00"],
    ],
    fri: [["09:00", "18:00"]],
  };

  // 16 November 2026 is a Monday.
  it.each([
    ["before the first shift", "2026-11-16T08:59Z", "closed", "2026-11-16T09:00Z"],
    ["at the first minute", "2026-11-16T09:00Z", "open", "2026-11-16T12:30Z"],
    ["at noon, as closed from the minute the shift ends", "2026-11-16T12:30Z", "closed", "2026-11-16T14:00Z"],
    ["in the afternoon", "2026-11-16T17:59Z", "open", "2026-11-16T18:00Z"],
    ["over days that are closed", "2026-11-16T18:00Z", "closed", "2026-11-20T09:00Z"],
    ["over the weekend", "2026-11-20T20:00Z", "closed", "2026-11-23T09:00Z"],
  ])("are known %s", (_, now, state, changesAt) => {
    expect(stateAt(now, shop)).toEqual([state, changesAt]);
  });

  it("never change where it is always open, or always closed", () => {
    expect(stateAt("2026-11-16T03:00Z", everyDay(["00:00", "24:00"]))).toEqual(["open", null]);
    expect(stateAt("2026-11-16T03:00Z", everyDay(["08:00", "08:00"]))).toEqual(["open", null]);
    expect(stateAt("2026-11-16T03:00Z", {})).toEqual(["closed", null]);
    expect(stateAt("2026-11-16T03:00Z", { mon: [] })).toEqual(["closed", null]);
  });

  it("of a night belong to the day on which it begins", () => {
    const bar: WeeklyHours = { sat: [["18:00", "02:00"]] };
    expect(stateAt("2026-11-21T23:30Z", bar)).toEqual(["open", "2026-11-22T02:00Z"]);
    expect(stateAt("2026-11-22T01:59Z", bar)).toEqual(["open", "2026-11-22T02:00Z"]);
    expect(stateAt("2026-11-22T02:00Z", bar)).toEqual(["closed", "2026-11-28T18:00Z"]);
    expect(stateAt("2026-11-21T01:00Z", bar)).toEqual(["closed", "2026-11-21T18:00Z"]);
  });

  it("that touch at midnight are one", () => {
    const split: WeeklyHours = { sat: [["18:00", "24:00"]], sun: [["00:00", "03:00"]] };
    expect(stateAt("2026-11-21T20:00Z", split)).toEqual(["open", "2026-11-22T03:00Z"]);
  });

  it.each([
    // Clocks go from 02:00 to 03:00 on 29 March 2026.
    ["an hour shorter in spring", "Europe/Berlin", "2026-03-28T22:30Z", "2026-03-29T04:00Z"],
    // And from 03:00 back to 02:00 on 25 October.
    ["an hour longer in autumn", "Europe/Berlin", "2026-10-24T22:30Z", "2026-10-25T05:00Z"],
    // Lord Howe moves its clocks by half an hour, on 4 October 2026.
    ["half an hour shorter on Lord Howe", "Australia/Lord_Howe", "2026-10-03T14:30Z", "2026-10-03T19:00Z"],
    ["as long as ever in Kathmandu", "Asia/Kathmandu", "2026-03-28T18:30Z", "2026-03-29T00:15Z"],
  ])("make a night %s", (_, timeZone, now, closesAt) => {
    expect(stateAt(now, everyDay(["22:00", "06:00"]), timeZone)).toEqual(["open", closesAt]);
  });

  it("begin in the hour that spring leaves out as if it had been there, and in the first of two alike", () => {
    const early = everyDay(["02:30", "08:00"]);
    expect(stateAt("2026-03-28T23:00Z", early, "Europe/Berlin")).toEqual(["closed", "2026-03-29T01:30Z"]);
    expect(stateAt("2026-10-24T22:00Z", early, "Europe/Berlin")).toEqual(["closed", "2026-10-25T00:30Z"]);
  });

  it("agree with the clock on the wall at any minute of any year", () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const zone = fc.constantFrom("Europe/Lisbon", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe");
    const nowMs = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(minutes, minutes, zone, nowMs, (from, to, timeZone, atMs) => {
        fc.pre(from !== to);
        const now = new Date(atMs);
        const { isOpen, changesAt } = openState({ hours: everyDay([clock(from), clock(to)]), timeZone }, now);
        const isClockMoving = [-2, -1, 0, 1, 2].some(
          (days) => zoneName(new Date(atMs + days * 86_400_000), timeZone) !== zoneName(now, timeZone),
        );
        fc.pre(!isClockMoving);
        const shown = wallMinutes(now, timeZone);
        expect(isOpen).toBe(from < to ? shown >= from && shown < to : shown >= from || shown < to);
        expect(wallMinutes(changesAt ?? now, timeZone)).toBe(isOpen ? to : from);
        expect((changesAt?.getTime() ?? 0) - atMs).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });

  it("are of the day it is there, not here", () => {
    const newYear = new Date("2026-12-31T23:30:00Z");
    expect(weekdayOf(localDay(newYear, "UTC"))).toBe("thu");
    expect(weekdayOf(localDay(newYear, "Asia/Tokyo"))).toBe("fri");
    expect(localDay(newYear, "Asia/Tokyo") - localDay(newYear, "America/New_York")).toBe(1);
  });
});

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function wallMinutes(at: Date, timeZone: string): number {
  const shown = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(at);
  const [hours = 0, minutes = 0] = shown.split(":").map(Number);
  return hours * 60 + minutes;
}

function zoneName(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .filter(({ type }) => type === "timeZoneName")
    .map(({ value }) => value)
    .join();
}
