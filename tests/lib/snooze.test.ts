import { expect, it } from "vitest";
import { snoozeAt, snoozeChoices } from "@/lib/snooze";
import { SNOOZED_FOR_MAX_MS } from "@/lib/work";

/** A Saturday: 23:30 in New York, and Sunday in Berlin already. */
const nowMs = Date.parse("2026-11-22T04:30:00Z");
const choices = (timeZone: string, atMs = nowMs) =>
  Object.fromEntries(snoozeChoices(atMs, timeZone).map(({ name, until }) => [name, until]));

it("puts aside until a morning on the wall of the business, whatever day it is elsewhere", () => {
  expect(choices("America/New_York")).toEqual({
    later: "2026-11-22T07:30:00.000Z",
    tomorrow: "2026-11-22T14:00:00.000Z",
    week: "2026-11-23T14:00:00.000Z",
  });
  expect(choices("Europe/Berlin")).toMatchObject({
    tomorrow: "2026-11-23T08:00:00.000Z",
    week: "2026-11-23T08:00:00.000Z",
  });
});

it("means the next Monday on a Monday, and nine o'clock also where clocks change in between", () => {
  const monday = Date.parse("2026-11-23T12:00:00Z");
  expect(choices("Europe/Berlin", monday).week).toBe("2026-11-30T08:00:00.000Z");
  const beforeTheChange = Date.parse("2026-10-24T12:00:00Z");
  expect(choices("Europe/Berlin", beforeTheChange).tomorrow).toBe("2026-10-25T08:00:00.000Z");
});

it("takes what a clock shows twice for the first, and what it leaves out for as long after midnight", () => {
  const at = (wall: string, timeZone: string, now: string) =>
    snoozeAt(wall, { timeZone, nowMs: Date.parse(now) });
  const back = "2026-10-24T12:00:00Z";
  expect(at("2026-10-25T02:30", "Europe/Berlin", back)).toBe("2026-10-25T00:30:00.000Z");
  expect(at("2026-10-25T03:00", "Europe/Berlin", back)).toBe("2026-10-25T02:00:00.000Z");
  const forward = "2026-03-28T12:00:00Z";
  expect(at("2026-03-29T01:59", "Europe/Berlin", forward)).toBe("2026-03-29T00:59:00.000Z");
  expect(at("2026-03-29T02:30", "Europe/Berlin", forward)).toBe("2026-03-29T01:30:00.000Z");
  // Half an hour.
  expect(at("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T12:00:00Z")).toBe(
    "2026-10-03T15:45:00.000Z",
  );
});

it("takes a time of one's own within a year, by the clock of the business", () => {
  const at = (wall: string) => snoozeAt(wall, { timeZone: "America/New_York", nowMs });
  expect(at("2026-12-01T08:15")).toBe("2026-12-01T13:15:00.000Z");
  expect(at("2026-11-21T23:31")).toBe("2026-11-22T04:31:00.000Z");
  expect(at("2026-11-21T23:30")).toBeNull();
  const last = new Date(nowMs + SNOOZED_FOR_MAX_MS).toISOString();
  const inUtc = (wall: string) => snoozeAt(wall, { timeZone: "UTC", nowMs });
  expect(inUtc(last.slice(0, 16))).toBe(last);
  expect(inUtc(new Date(Date.parse(last) + 60_000).toISOString().slice(0, 16))).toBeNull();
  for (const nothing of ["", "soon", "2026-13-41T08:15", "2026-12-01"]) expect(at(nothing)).toBeNull();
});
