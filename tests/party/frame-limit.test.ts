import { describe, expect, it } from "vitest";
import { FrameLimit } from "@/party/frame-limit";

const FRAMES_PER_SECOND = 30;

/** What becomes of so many frames a second, for so long. */
function verdicts(framesPerSecond: number, seconds: number) {
  const limit = new FrameLimit(FRAMES_PER_SECOND, 0);
  return Array.from({ length: framesPerSecond * seconds }, (_, n) =>
    limit.take((n * 1_000) / framesPerSecond),
  );
}

describe("the limit of frames", () => {
  it("[C4] [F19] takes a thousand frames a second for a flood, though some of them are within it", () => {
    expect(verdicts(1_000, 1)).toContain("flood");
  });

  it("[C4] refuses who goes a little faster than allowed, and does not cut them off", () => {
    const heard = verdicts(FRAMES_PER_SECOND * 1.5, 60);
    expect(heard).toContain("over");
    expect(heard).not.toContain("flood");
  });
});
