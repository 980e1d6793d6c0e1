import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Holiday,
  localDay,
  openState,
  type Shift,
  WEEKDAYS,
  type WeeklyHours,
  weekdayOf,
} from "@/lib/opening-hours";

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

describe("holidays", () => {
  const daily = everyDay(["09:00", "17:00"]);
  const closed = (from: string, to = from): Holiday => ({ name: "Holiday", from, to, shifts: [] });

  function stateOn(now: string, holidays: Holiday[], hours = daily, timeZone = "UTC") {
    const { isOpen, changesAt } = openState({ hours, holidays, timeZone }, new Date(now));
    return [isOpen ? "open" : "closed", changesAt?.toISOString().replace(":00.000Z", "Z") ?? null];
  }

  it("close what would be open, from the first day to the last", () => {
    const christmas = [closed("2026-12-25", "2026-12-27")];
    expect(stateOn("2026-12-24T12:00Z", christmas)).toEqual(["open", "2026-12-24T17:00Z"]);
    expect(stateOn("2026-12-24T18:00Z", christmas)).toEqual(["closed", "2026-12-28T09:00Z"]);
    expect(stateOn("2026-12-25T12:00Z", christmas)).toEqual(["closed", "2026-12-28T09:00Z"]);
    expect(stateOn("2026-12-28T12:00Z", christmas)).toEqual(["open", "2026-12-28T17:00Z"]);
  });

  it("have hours of their own, also where it is closed otherwise", () => {
    const fair: Holiday = { ...closed("2026-12-06"), shifts: [["10:00", "12:00"]] };
    expect(stateOn("2026-12-06T09:30Z", [fair])).toEqual(["closed", "2026-12-06T10:00Z"]);
    expect(stateOn("2026-12-06T11:00Z", [fair], {})).toEqual(["open", "2026-12-06T12:00Z"]);
    expect(stateOn("2026-12-06T13:00Z", [fair], {})).toEqual(["closed", null]);
  });

  it("leave the night that begins on the day before as it is", () => {
    const bar = everyDay(["18:00", "02:00"]);
    const christmas = [closed("2026-12-25")];
    expect(stateOn("2026-12-25T01:00Z", christmas, bar)).toEqual(["open", "2026-12-25T02:00Z"]);
    expect(stateOn("2026-12-25T20:00Z", christmas, bar)).toEqual(["closed", "2026-12-26T18:00Z"]);
  });

  it("are looked beyond, however long they are, and end what is open day and night", () => {
    const summer = [closed("2026-07-01", "2026-08-31")];
    expect(stateOn("2026-06-30T18:00Z", summer)).toEqual(["closed", "2026-09-01T09:00Z"]);
    const always = everyDay(["00:00", "24:00"]);
    expect(stateOn("2026-06-01T18:00Z", summer, always)).toEqual(["open", "2026-07-01T00:00Z"]);
    expect(stateOn("2026-09-02T18:00Z", summer, always)).toEqual(["open", null]);
  });

  it("are those of the day it is there", () => {
    const newYear = [closed("2027-01-01")];
    expect(stateOn("2027-01-01T23:00Z", newYear, daily, "Asia/Tokyo")).toEqual([
      ...["closed", "2027-01-02T00:00Z"],
    ]);
    expect(stateOn("2027-01-01T01:00Z", newYear, daily, "Pacific/Honolulu")).toEqual([
      ...["open", "2027-01-01T03:00Z"],
    ]);
  });
});

describe("whatever the hours, the holidays and the clock", () => {
  const zones = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
  ];
  const time = fc.integer({ min: 0, max: 95 }).map((quarter) => clock(quarter * 15));
  const shifts = fc.array(fc.tuple(time, time), { maxLength: 3 });
  const week = fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, shifts])));
  const FIRST_DAY = Date.UTC(2026, 2, 20) / 86_400_000;
  const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const holiday = fc.tuple(fc.nat(20), fc.nat(9), shifts).map(([after, days, own]) => ({
    ...{ name: "Holiday", shifts: own },
    ...{ from: dateOf(FIRST_DAY + after), to: dateOf(FIRST_DAY + after + days) },
  }));
  /** Around the days on which clocks move, in spring and in autumn. */
  const moment = fc
    .tuple(fc.nat(30 * 24 * 4), fc.boolean())
    .map(([quarter, isAutumn]) => Date.UTC(2026, isAutumn ? 9 : 2, 12) + quarter * 15 * 60_000);
  const place = fc.record({
    hours: week,
    holidays: fc.array(holiday, { maxLength: 1 }),
    timeZone: fc.constantFrom(...zones),
  });

  it("it stays as it is until it changes, and then it has changed", () => {
    fc.assert(
      fc.property(place, moment, fc.double({ min: 0, max: 1, noNaN: true }), (where, atMs, share) => {
        const { isOpen, changesAt } = openState(where, new Date(atMs));
        const endMs = changesAt?.getTime() ?? atMs + 30 * 86_400_000;
        expect(endMs).toBeGreaterThan(atMs);
        const between = new Date(atMs + Math.floor((endMs - 1 - atMs) * share));
        expect(openState(where, between).isOpen).toBe(isOpen);
        expect(openState(where, new Date(endMs - 1)).isOpen).toBe(isOpen);
        if (changesAt) expect(openState(where, changesAt).isOpen).toBe(!isOpen);
      }),
      { numRuns: 300 },
    );
  });

  it("it is open when the clock on the wall stands between the hours of that day, or of the night before", () => {
    fc.assert(
      fc.property(place, moment, (where, atMs) => {
        const now = new Date(atMs);
        const { timeZone } = where;
        const isClockMoving = [-2, -1, 0, 1, 2].some(
          (days) => zoneName(new Date(atMs + days * 86_400_000), timeZone) !== zoneName(now, timeZone),
        );
        fc.pre(!isClockMoving);
        const today = localDay(now, timeZone);
        const shown = clock(wallMinutes(now, timeZone));
        const shiftsOn = (day: number): Shift[] =>
          where.holidays.find(({ from, to }) => from <= dateOf(day) && dateOf(day) <= to)?.shifts ??
          where.hours[weekdayOf(day)] ??
          [];
        const isWithin =
          shiftsOn(today).some(([from, to]) => from <= shown && (to <= from || shown < to)) ||
          shiftsOn(today - 1).some(([from, to]) => to <= from && shown < to);
        expect(openState(where, now).isOpen).toBe(isWithin);
      }),
      { numRuns: 500 },
    );
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
