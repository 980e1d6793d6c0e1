import { expect } from "@playwright/test";
import type { Scene } from "./scene";

/** The inbox of a business and a customer's own conversations, with nothing opened. */
export const listScenes: Scene[] = [
  { name: "chats", as: "Maya Fernandes", set: (page) => page.goto("/chats") },
  { name: "chats-empty", as: "June Park", set: (page) => page.goto("/chats") },
  { name: "inbox", as: "Sam Okafor", set: (page) => page.goto("/inbox") },
  {
    name: "inbox-views",
    as: "Sam Okafor",
    set: async (page) => {
      await page.goto("/inbox?status=snoozed&sort=priority");
      await page.waitForLoadState("networkidle");
      await page.locator("#list [aria-haspopup=dialog]:has(svg)").last().click();
      await expect(page.getByRole("combobox").first()).toBeVisible();
    },
  },
  {
    name: "inbox-chosen",
    as: "Sam Okafor",
    set: async (page) => {
      await page.goto("/inbox");
      const lines = page.locator("#list [data-conversation]");
      await expect(lines.nth(2)).toBeVisible();
      await page.waitForLoadState("networkidle");
      for (const place of [0, 2]) {
        await lines.nth(place).focus();
        await page.keyboard.press("Shift+X");
      }
      await expect(page.locator("#list input:checked")).toHaveCount(3);
      await page.waitForLoadState("networkidle");
    },
  },
  { name: "inbox-empty", as: "Aiko Tanaka", set: (page) => page.goto("/inbox") },
];
