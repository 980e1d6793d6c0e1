import { describe, expect, it } from "vitest";
import { agoOf, clockOf, comingOf, dayNameOf, dayOf, fullDateOf, listTimeOf } from "@/components/ui/moment";
import { variantOf } from "@/components/ui/use-reader";

const inLisbon = { nowMs: Date.parse("2026-11-21T14:05:00Z"), locale: "en-GB", timeZone: "Europe/Lisbon" };
const inTokyo = { ...inLisbon, timeZone: "Asia/Tokyo" };

describe("moments in words", () => {
  it("gives the clock of the reader's own place and habit", () => {
    expect(clockOf("2026-11-21T09:30:00Z", inLisbon)).toBe("09:30");
    expect(clockOf("2026-11-21T09:30:00Z", inTokyo)).toBe("18:30");
    expect(clockOf("2026-11-21T14:30:00Z", { ...inLisbon, locale: "en-US" })).toMatch(/^2:30\sPM$/);
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

  it("says of what is to come the clock today, with the weekday this week, else the date", () => {
    expect(comingOf("2026-11-21T17:05:00Z", inLisbon)).toBe("17:05");
    expect(comingOf("2026-11-23T09:00:00Z", inLisbon)).toMatch(/^Mon,? 0?9:00$/);
    expect(comingOf("2026-11-20T09:00:00Z", inLisbon)).toBe("20 Nov");
    expect(comingOf("2027-01-04T09:00:00Z", inLisbon)).toBe("4 Jan 2027");
  });

  it("is as short as a list needs", () => {
    expect(listTimeOf("2026-11-21T09:30:00Z", inLisbon)).toBe("09:30");
    expect(listTimeOf("2026-11-20T09:30:00Z", inLisbon)).toBe("Yesterday");
    expect(listTimeOf("2026-11-17T09:30:00Z", inLisbon)).toBe("Tue");
    expect(listTimeOf("2026-11-02T09:30:00Z", inLisbon)).toBe("2 Nov");
  });

  it("says how long ago, in words that fit into a sentence", () => {
    expect(agoOf("2026-11-21T14:05:30Z", inLisbon)).toBe("1 min ago");
    expect(agoOf("2026-11-21T14:00:00Z", inLisbon)).toBe("5 min ago");
    expect(agoOf("2026-11-21T11:00:00Z", inLisbon)).toBe("3 hr ago");
    expect(agoOf("2026-11-20T05:00:00Z", inLisbon)).toBe("yesterday");
    expect(agoOf("2026-11-17T05:00:00Z", inLisbon)).toBe("4 days ago");
    expect(agoOf("2026-11-01T05:00:00Z", inLisbon)).toBe("2 weeks ago");
    expect(agoOf("2026-08-01T05:00:00Z", inLisbon)).toBe("3 months ago");
    expect(agoOf("2024-08-01T05:00:00Z", inLisbon)).toBe("2 years ago");
  });

  it("has the full date for whoever wants it exactly", () => {
    expect(fullDateOf("2026-11-21T09:30:00Z", inLisbon)).toMatch(/Saturday,? 21 November 2026 at 09:30/);
  });

  it("speaks the reader's language", () => {
    const inMadrid = { ...inLisbon, locale: "es", timeZone: "Europe/Madrid" };
    const inCairo = { ...inLisbon, locale: "ar-EG", timeZone: "Africa/Cairo" };
    expect(dayNameOf("2026-11-20T12:00:00Z", inMadrid)).toBe("Ayer");
    expect(agoOf("2026-11-21T14:00:00Z", inMadrid)).toBe("hace 5 min");
    expect(listTimeOf("2026-11-02T09:30:00Z", inMadrid)).toBe("2 nov");
    expect(dayNameOf("2026-11-21T12:00:00Z", inCairo)).toBe("اليوم");
    expect(agoOf("2026-11-21T14:00:00Z", inCairo)).toBe("قبل ٥ دقائق");
  });

  it("follows the reader's own variant of the language, and no other language of theirs", () => {
    expect(variantOf("en", ["de-DE", "en-US", "en-GB"])).toBe("en-US");
    expect(variantOf("es", ["en-US", "es-MX"])).toBe("es-MX");
    expect(variantOf("ar", ["en-US"])).toBe("ar");
    expect(variantOf("en", ["en-US@posix"])).toBe("en-GB");
  });
});
