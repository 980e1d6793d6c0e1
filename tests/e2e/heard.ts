import type { Page } from "@playwright/test";

/** How often something rang in any tab of the browser. */
export const rung = (page: Page) => page.evaluate(() => Number(localStorage.getItem("rung")));

/** What would be heard in any tab of the browser is counted. */
export async function listenIn(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const joint = { connect: (next: unknown) => next };
    const value = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
    class Heard {
      state = "running";
      currentTime = 0;
      constructor() {
        localStorage.setItem("rung", String(Number(localStorage.getItem("rung")) + 1));
      }
      resume = async () => {};
      close = async () => {};
      createGain = () => ({ ...joint, gain: value });
      createOscillator = () => ({ ...joint, frequency: {}, start: () => {}, stop: () => {} });
    }
    Object.assign(window, { AudioContext: Heard });
  });
}
