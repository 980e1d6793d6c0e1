import { expect, type Page } from "@playwright/test";
import { GROUP, MAYA } from "./backdrop";
import type { Scene } from "./scene";

/** Whose a conversation is and how it stands, and what an owner decides of the inbox. */
export const workScenes: Scene[] = [
  ...(["assignee", "status", "priority", "tags"] as const).map(
    (of, place): Scene => ({
      name: `inbox-work-${of}`,
      as: "Sam Okafor",
      set: (page) => openPart(page, place),
    }),
  ),
  {
    name: "inbox-snooze",
    as: "Sam Okafor",
    set: async (page) => {
      await openPart(page, 1);
      await page.getByRole("menuitem").last().click();
      await expect(page.locator("input[type=datetime-local]")).toBeVisible();
    },
  },
  {
    name: "inbox-work-group",
    as: "Sam Okafor",
    set: async (page) => {
      await page.goto(`/inbox/${GROUP}`);
      await expect(parts(page).first()).toBeVisible();
    },
  },
  { name: "inbox-settings-of-many", as: "Nora Lindqvist", set: (page) => page.goto("/inbox/settings") },
];

const parts = (page: Page) => page.locator("[data-opened] section section button[aria-haspopup]:visible");

/** On phones by the sheet that holds them all. */
async function openPart(page: Page, place: number): Promise<void> {
  await page.goto(`/inbox/${MAYA}`);
  await expect(page.locator("time[title]").first()).toBeAttached();
  await expect(parts(page).first()).toBeVisible();
  const isFolded = (await parts(page).count()) === 1;
  if (isFolded) await parts(page).click();
  const all = isFolded ? page.getByRole("dialog").locator("button[aria-haspopup]") : parts(page);
  await all.nth(place).click();
  await expect(page.getByRole(place === 3 ? "dialog" : "menu").last()).toBeVisible();
}
