import { timeline } from "../e2e/conversation";
import { expect, test } from "../e2e/stage";
import { ARCHIVE } from "../scenes/backdrop";
import { spend } from "./budgets";
import { scrollBack } from "./scroll-back";

const STEP_PX = 400;

test("Ten thousand messages are scrolled through from the last to the first", async ({ enter }) => {
  const page = await enter("Sam Okafor", { viewport: { width: 1440, height: 900 } });
  await page.goto(`/inbox/${ARCHIVE}`);
  await expect(timeline(page).getByRole("article").last()).toBeVisible();
  const { frames, droppedFrames, longestFrameMs, nodes } = await scrollBack(timeline(page), {
    stepPx: STEP_PX,
    untilText: "Message 1.",
  });
  console.log(`${frames} frames, the longest took ${Math.round(longestFrameMs)} ms`);
  spend("DOM nodes of a timeline", "10,000 messages", nodes);
  spend("frames dropped in a timeline", "10,000 messages", (droppedFrames / (frames + droppedFrames)) * 100);
});
