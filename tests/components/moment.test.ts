import { describe, expect, it } from "vitest";
import { agoOf, clockOf, dayNameOf, dayOf, fullDateOf, listTimeOf } from "@/components/ui/moment";

const inLisbon = { nowMs: Date.parse("2026-11-21T14:05:00Z"), locale: "en-GB", timeZone: "Europe/Lisbon" };
const inTokyo = { ...inLisbon, timeZone: "Asia/Tokyo" };

describe("moments in words", () => {
  it("gives the clock of the reader's own place and habit", () => {
    expect(clockOf("2026-11-21T09:30:00Z", inLisbon)).toBe("09:30");
    expect(clockOf("2026-11-21T09:30:00Z", inTokyo)).toBe("18:30");
    expect(clockOf("2026-11-21T14:30:00Z", { ...inLisbon, locale: "en-US" })).toMatch(/02:30\sPM/);
  });

  it("names days by where the reader is", () => {
    const at = "2026-11-20T22:00:00Z";
    expect(dayNameOf(at, inLisbon)).toBe("Yesterday");
    expect(dayNameOf(at, inTokyo)).toBe("Today");
    expect(dayOf(at, "Asia/Tokyo")).toBe("2026-11-21");
  });

  it("gives older days their date, and another year its number", () => {
    expect(dayNameOf("2026-11-14T12:00:00Z", inLisbon)).toMatch(/^Saturday,? 14 November$/);
    expect(dayNameOf("2025-11-14T12:00:00Z", inLisbon)).toMatch(/^Friday,? 14 November 2025$/);
  });

  it("is as short as a list needs", () => {
    expect(listTimeOf("2026-11-21T09:30:00Z", inLisbon)).toBe("09:30");
    expect(listTimeOf("2026-11-20T09:30:00Z", inLisbon)).toBe("Yesterday");
    expect(listTimeOf("2026-11-17T09:30:00Z", inLisbon)).toBe("Tue");
    expect(listTimeOf("2026-11-02T09:30:00Z", inLisbon)).toBe("2 Nov");
  });

  it("says how long ago, and when that gets long, on which day", () => {
    expect(agoOf("2026-11-21T14:05:30Z", inLisbon)).toBe("just now");
    expect(agoOf("2026-11-21T14:00:00Z", inLisbon)).toBe("5 min ago");
    expect(agoOf("2026-11-21T11:00:00Z", inLisbon)).toBe("3 h ago");
    expect(agoOf("2026-11-20T05:00:00Z", inLisbon)).toBe("yesterday");
    expect(agoOf("2026-11-01T05:00:00Z", inLisbon)).toBe("on 1 November");
  });

  it("has the full date for whoever wants it exactly", () => {
    expect(fullDateOf("2026-11-21T09:30:00Z", inLisbon)).toMatch(/Saturday,? 21 November 2026 at 09:30/);
  });
});
