import { expect, type Page } from "@playwright/test";
import { LEO, personOf } from "./backdrop";
import type { Scene } from "./scene";
import { tellBy, written } from "./told-by-feed";

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
  {
    name: "directory-notice",
    as: "Maya Fernandes",
    set: async (page) => {
      const tell = await tellBy(page, "me");
      await page.goto("/");
      await page.waitForLoadState("networkidle");
      tell(await written("sam", "Your beans are here. We keep them for you until Saturday evening."));
      await hold(page, 1);
    },
  },
  {
    // Of a message elsewhere, and of a note that names the reader.
    name: "inbox-notices",
    as: "Sam Okafor",
    set: async (page) => {
      const tell = await tellBy(page, "inbox");
      await page.goto("/inbox");
      await page.waitForLoadState("networkidle");
      tell(await written("maya", "Is the oat milk back?"));
      tell({
        ...{ type: "mentioned", conversationId: LEO, messageId: LEO, userId: personOf("sam") },
        ...{ by: "Ines Moreau", at: new Date().toISOString() },
      });
      await hold(page, 2);
    },
  },
];

/** What is told stays for as long as it is pointed at. */
async function hold(page: Page, count: number): Promise<void> {
  const lines = page.locator("section[aria-live] li");
  await expect(lines).toHaveCount(count);
  for (const line of await lines.all()) await line.hover();
}
