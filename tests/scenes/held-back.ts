import type { Page } from "@playwright/test";

/** From now on the site gives no answer to what matches. */
export async function holdBack(page: Page, what: RegExp): Promise<void> {
  await page.route(what, () => {});
}
