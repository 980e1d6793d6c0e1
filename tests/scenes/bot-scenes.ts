import { expect, type Page } from "@playwright/test";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

/** What a business's owners decide of its bot. It is off, so that it answers in no other scene. */
export const botScenes: Scene[] = [
  { name: "bot-settings", set: enterOff },
  {
    name: "bot-token",
    set: async (page) => {
      await enterOff(page);
      await page.locator("[data-make-token]").click();
      await expect(page.locator("[data-secret]")).toHaveText(/^svh_/);
    },
  },
];

async function enterOff(page: Page): Promise<void> {
  await enterAsNora(page, "/inbox/settings/bot");
  const form = page.locator("main form");
  await expect(form).toBeVisible();
  const toggle = page.locator("[data-toggle]");
  if ((await toggle.count()) === 0) {
    await form.locator("input").first().fill("Bean");
    await form.locator("input[inputmode=url]").fill("https://10.0.0.1/");
    await form.locator("button[type=submit]").click();
    await expect(page.locator("[data-secret]")).toHaveText(/^whsec_/);
    await page.getByRole("dialog").getByRole("button").last().click();
    await toggle.click();
  }
  await expect(page.locator("[data-toggle=off]")).toBeVisible();
}
