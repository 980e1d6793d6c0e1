import { describe, expect, it } from "vitest";
import { SPAN_MS, windowsBefore } from "@/db/search-windows";

describe("windows of time", () => {
  it.each([
    ["any moment", Date.UTC(2026, 10, 21, 11, 24)],
    ["the beginning of a long span", 64 ** 2 * 1_800 * SPAN_MS],
    ["the end of one", 64 ** 2 * 1_800 * SPAN_MS - 1],
  ])("lie beside each other from %s back to the first of all", (_, moment) => {
    const windows = windowsBefore(moment);
    expect(windows[0]?.ceilingMs).toBeGreaterThan(moment);
    for (const [n, window] of windows.entries()) {
      expect(window.floorMs).toBeLessThan(window.ceilingMs);
      expect(windows[n + 1]?.ceilingMs ?? 0).toBe(window.floorMs);
    }
    expect(windows.length).toBeLessThanOrEqual(10);
  });

  it("name every span they are made of, and no more than 64 at once", () => {
    for (const { spans, ceilingMs, floorMs } of windowsBefore(Date.now()).slice(0, -1)) {
      const named = spans?.split(" | ") ?? [];
      const length = Number(named[0]?.[2]);
      expect(named).toHaveLength((ceilingMs - floorMs) / (SPAN_MS * 64 ** length));
      expect(named.length).toBeLessThanOrEqual(64);
    }
  });
});
