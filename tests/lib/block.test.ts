import { describe, expect, it } from "vitest";
import { blockAt } from "@/lib/block";
import { isTimeZone } from "@/lib/time-zone";

describe("a block", () => {
  const until = "2026-03-01T12:00:00.000Z";
  const untilMs = Date.parse(until);

  it("holds until its end, and not at it", () => {
    expect([untilMs - 1, untilMs].map((nowMs) => blockAt({ until }, nowMs))).toEqual([{ until }, null]);
  });

  it("holds for good where it has no end, and not where there is none", () => {
    expect(blockAt({ until: null }, untilMs)).toEqual({ until: null });
    expect(blockAt(null, untilMs)).toBeNull();
  });
});

describe("a time zone", () => {
  it.each(["Europe/Lisbon", "America/Argentina/Buenos_Aires", "UTC"])("may be %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(["", "+02:00", "Mars/Olympus", "Europe/Lisbon; drop table users", "x".repeat(65)])(
    "may not be %j",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
