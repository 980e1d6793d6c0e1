import { describe, expect, it } from "vitest";
import { peaksOf } from "@/lib/loudness";

describe("the bars of a recording", () => {
  it("are at most 64, the loudest as high as can be", () => {
    const levels = Array.from({ length: 1_000 }, (_, moment) => (moment === 500 ? 0.5 : 0.1));
    const peaks = peaksOf(levels);
    expect(peaks).toHaveLength(64);
    expect(Math.max(...peaks)).toBe(100);
    expect(peaks.indexOf(100)).toBe(32);
    expect(peaks[0]).toBe(20);
  });

  it("are as many as there were moments, of a short one, and low where all was silent", () => {
    expect(peaksOf([0.2, 0.4])).toEqual([50, 100]);
    expect(peaksOf([0, 0])).toEqual([0, 0]);
    expect(peaksOf([])).toEqual([]);
  });
});
