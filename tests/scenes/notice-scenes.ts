import { expect } from "@playwright/test";
import type { Scene } from "./scene";

/** What somebody is told of, and what could not be told. */
export const noticeScenes: Scene[] = [
  {
    name: "chats-levels",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto("/chats");
      await page.locator("[data-conversation]").first().click();
      await expect(page.getByRole("log")).toBeVisible();
      await page.locator("[data-levels]:visible").click();
      await expect(page.getByRole("menuitemradio").first()).toBeVisible();
    },
  },
  {
    name: "settings-undelivered",
    as: "June Park",
    set: async (page) => {
      await page.goto("/settings");
      await expect(page.getByRole("alert").first()).toBeVisible();
    },
  },
];
