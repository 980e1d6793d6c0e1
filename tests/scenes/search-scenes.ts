import { expect, type Page } from "@playwright/test";
import type { Scene } from "./scene";

/** What was found, in a list and in a conversation. Fields and buttons are told apart in every language. */
export const searchScenes: Scene[] = [
  { name: "inbox-search", as: "Sam Okafor", set: (page) => findIn(page, "/inbox", "coffee") },
  { name: "chats-search", as: "Maya Fernandes", set: (page) => findIn(page, "/chats", "you") },
];

async function findIn(page: Page, list: string, query: string) {
  await page.goto(list);
  await page.waitForLoadState("networkidle");
  await page.locator("#list input[type=search]").fill(query);
  await expect(page.locator("#list mark").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
}
