import { expect, type Page } from "@playwright/test";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

/** Where a business's own servers are told of what happens. */
export const webhookScenes: Scene[] = [
  { name: "webhooks-none", set: enterFresh },
  { name: "webhooks-secret", set: addOne },
  {
    name: "webhooks-log",
    set: async (page) => {
      await addOne(page);
      await page.getByRole("dialog").getByRole("button").last().click();
      await cards(page).getByRole("button").first().click();
      await expect(page.locator("[data-delivery]")).toHaveCount(1);
    },
  },
];

const cards = (page: Page) => page.locator("li[aria-labelledby]");

async function enterFresh(page: Page): Promise<void> {
  await enterAsNora(page, "/inbox/settings/webhooks");
  await expect(page.locator("main form")).toBeVisible();
  for (let left = await cards(page).count(); left > 0; left--) {
    await page.locator("[data-remove]").first().click();
    await expect(cards(page)).toHaveCount(left - 1);
  }
}

async function addOne(page: Page): Promise<void> {
  await enterFresh(page);
  await page.locator("form input[inputmode=url]").fill("https://10.0.0.1/hooks/servihub");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("[data-secret]")).toHaveText(/^whsec_/);
}
