import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

/** The chat on a site of the business's own, what stands in its frame, and where an owner decides about it. */
export const widgetScenes: Scene[] = [
  { name: "widget-button", set: openExample },
  {
    name: "widget-guest",
    set: async (page) => {
      await openExample(page);
      await page.locator("servihub-chat button").click();
      await expect(page.frameLocator("servihub-chat iframe").locator("input[name=name]")).toBeFocused();
    },
  },
  {
    name: "widget-chat",
    set: async (page) => {
      await page.goto("/embed/harbor-coffee");
      await page.locator("input[name=name]").fill(`Vera ${randomUUID().slice(0, 8)}`);
      await page.locator("form button[type=submit]").click();
      await expect(page.getByRole("log")).toBeVisible();
      await page.locator("textarea").fill("Do you sell the cups you serve in?");
      await page.locator("textarea").press("Enter");
      await expect(page.getByRole("article")).toHaveCount(1);
    },
  },
  {
    name: "inbox-settings-widget",
    set: async (page) => {
      await enterAsNora(page, "/inbox/settings");
      await page.locator("#widget").scrollIntoViewIfNeeded();
    },
  },
];

async function openExample(page: Page): Promise<void> {
  await page.goto("/examples/widget.html");
  await expect(page.locator("servihub-chat button")).toBeVisible();
}
