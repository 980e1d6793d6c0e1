import { expect, type Page } from "@playwright/test";

/** Every script a page has loaded so far, by its compressed size on the way. */
export async function scriptsOf(page: Page): Promise<Map<string, number>> {
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .map(({ name, encodedBodySize }) => [name, encodedBodySize] as const),
  );
  expect(scripts.length).toBeGreaterThan(0);
  return new Map(scripts);
}

/** What the scripts weigh that are not among those `known`. */
export function weightBeyond(scripts: Map<string, number>, known: Map<string, number>): number {
  return weightOf(new Map([...scripts].filter(([name]) => !known.has(name))));
}

export function weightOf(scripts: Map<string, number>): number {
  return [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
}
