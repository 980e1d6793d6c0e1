import { expect, type Page } from "@playwright/test";
import type { Enter, Person } from "../e2e/stage";

/** A page in one of its states. What it is found by is the same in every language. */
export interface Scene {
  /** Names its pictures: the page, then the state. */
  name: string;
  as?: Person;
  /** Errors that belong to it. */
  complaint?: RegExp;
  /** Nothing to wait for: it is about waiting. */
  isLoading?: boolean;
  set: (page: Page, enter: Enter) => Promise<unknown>;
}

/** Everything has come that was asked for, the font too. */
export async function settled(page: Page, { isLoading = false }: Partial<Scene> = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if (isLoading) return;
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // Not before the page knows whose clock it reads.
  await expect(page.locator("time:not([title])")).toHaveCount(0);
}
