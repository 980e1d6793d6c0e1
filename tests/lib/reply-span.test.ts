import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replySpan } from "@/lib/reply-span";

const UNIT_SECONDS = { minute: 60, hour: 3_600, day: 86_400 };
const MINUTE = UNIT_SECONDS.minute;

describe("how soon an answer comes", () => {
  it.each([
    [0, null],
    [59, null],
    [60, "1 minute"],
    [61, "2 minute"],
    [10 * MINUTE, "10 minute"],
    [11 * MINUTE, "15 minute"],
    [55 * MINUTE, "55 minute"],
    [56 * MINUTE, "1 hour"],
    [61 * MINUTE, "2 hour"],
    [23 * 60 * MINUTE, "23 hour"],
    [23 * 60 * MINUTE + 1, "1 day"],
    [25 * 60 * MINUTE, "2 day"],
  ])("after %d seconds is %j", (seconds, words) => {
    const span = replySpan(seconds);
    expect(span && `${span.count} ${span.unit}`).toBe(words);
  });

  it("is never said to be sooner than it was", () => {
    fc.assert(
      fc.property(fc.double({ min: 60, max: 1e7, noNaN: true }), (seconds) => {
        const span = replySpan(seconds);
        expect((span?.count ?? 0) * UNIT_SECONDS[span?.unit ?? "minute"]).toBeGreaterThanOrEqual(seconds);
      }),
    );
  });
});
