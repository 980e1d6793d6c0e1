import type { Locator } from "@playwright/test";

export interface ScrolledBack {
  frames: number;
  droppedFrames: number;
  longestFrameMs: number;
  /** At most at once, within the timeline. */
  nodes: number;
  /** The first text in it at the end. */
  topmost: string;
}

/**
 * Scrolls a timeline towards its beginning by `stepPx` a frame, until the first message in it has `untilText`.
 */
export function scrollBack(
  timeline: Locator,
  { stepPx, untilText }: { stepPx: number; untilText: string },
): Promise<ScrolledBack> {
  return timeline.evaluate(
    async (log, { stepPx, untilText }) => {
      const FRAME_MS = 1_000 / 60;
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const found = { frames: 0, droppedFrames: 0, longestFrameMs: 0, nodes: 0, topmost: "" };
      let before = await nextFrame();
      while (!found.topmost.includes(untilText)) {
        log.scrollTop -= stepPx;
        const now = await nextFrame();
        found.frames += 1;
        found.droppedFrames += Math.max(0, Math.round((now - before) / FRAME_MS) - 1);
        found.longestFrameMs = Math.max(found.longestFrameMs, now - before);
        before = now;
        if (found.frames % 10 > 0) continue;
        found.nodes = Math.max(found.nodes, log.getElementsByTagName("*").length);
        found.topmost = log.querySelector("article")?.textContent ?? "";
      }
      return found;
    },
    { stepPx, untilText },
  );
}
