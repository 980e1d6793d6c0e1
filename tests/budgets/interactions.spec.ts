import type { Page } from "@playwright/test";
import { composer, said } from "../e2e/conversation";
import { expect, test } from "../e2e/stage";
import { spend } from "./budgets";

const SLOWER = 4;

test("Opening the chat, writing and sending answer at once, on a processor four times slower", async ({
  enter,
}) => {
  const page = await enter("Maya Fernandes", { viewport: { width: 390, height: 844 }, hasTouch: true });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto("/b/harbor-coffee");
  await page.waitForLoadState("networkidle");
  await measureInteractions(page);

  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Message|Open your)/ })
    .tap();
  await expect(composer(page)).toBeFocused();
  spend("interaction to next paint", "opening the chat", await slowestInteraction(page));
  const text = "Is there a table for three on Saturday?";
  await page.keyboard.type(text);
  spend("interaction to next paint", "writing", await slowestInteraction(page));
  // On a phone Enter begins a new line.
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(said(page, text).last()).toBeVisible();
  spend("interaction to next paint", "sending", await slowestInteraction(page));
});

/** Keeps the longest time from a touch or key to the frame that shows what came of it. */
async function measureInteractions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const html = document.documentElement;
    html.dataset.slowestMs = "0";
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        html.dataset.slowestMs = String(Math.max(Number(html.dataset.slowestMs), duration));
    });
    observer.observe({ type: "event", durationThreshold: 16, buffered: false } as PerformanceObserverInit);
  });
}

/** Since it was last asked. */
async function slowestInteraction(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // What is on its way to the screen is reported after the frame that shows it.
    for (let frames = 0; frames < 3; frames += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const { dataset } = document.documentElement;
    const slowestMs = Number(dataset.slowestMs);
    dataset.slowestMs = "0";
    return slowestMs;
  });
}
