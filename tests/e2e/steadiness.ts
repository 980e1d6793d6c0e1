import type { Page } from "@playwright/test";

/** Of the screen. Below it, what has moved is within a line: a name before a text, a number that grew. */
const SHIFT_SEEN_FROM = 0.001;

/** Keeps every shift of what is seen that nobody's hand has caused. To be called before the page is opened. */
export async function watchForShifts(page: Page): Promise<void> {
  await page.addInitScript((seenFrom) => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & Shift)[]) {
        if (entry.hadRecentInput || entry.value < seenFrom) continue;
        const what = entry.sources.map(({ node }) =>
          (node instanceof Element ? node.outerHTML : "").slice(0, 160),
        );
        const { dataset } = document.documentElement;
        dataset.shifts = JSON.stringify([...JSON.parse(dataset.shifts ?? "[]"), [entry.value, ...what]]);
      }
    });
    observer.observe({ type: "layout-shift", buffered: true });
  }, SHIFT_SEEN_FROM);
}

interface Shift {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

/** How much has moved so far, and what. */
export function shiftsOf(page: Page): Promise<unknown> {
  return page.evaluate(() => JSON.parse(document.documentElement.dataset.shifts ?? "[]"));
}
