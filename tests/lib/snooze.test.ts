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
