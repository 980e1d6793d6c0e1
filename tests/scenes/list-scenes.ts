import { expect, type Page } from "@playwright/test";
import { composer, openChat, openInInbox } from "../e2e/conversation";
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
    set: chooseThree,
  },
  {
    // What was shown as read is not, after all.
    name: "inbox-not-marked",
    as: "Sam Okafor",
    set: async (page) => {
      await page.route("**/api/read", (route) => {
        const { read }: { read: { conversationId: string }[] } = route.request().postDataJSON();
        const refused = read.map(({ conversationId }) => ({ conversationId, code: "unavailable" }));
        return route.fulfill({ json: { refused } });
      });
      await chooseThree(page);
      await page.locator("#list section [aria-haspopup=menu]").last().click();
      await page.getByRole("menuitem").first().click();
      const toast = page.locator("li:has(> button)");
      await toast.getByRole("button").last().click();
      await expect(toast).toContainText(/3|٣/);
      // It stays for as long as it is pointed at.
      await toast.hover();
    },
  },
  {
    // A colleague has two conversations in sight, and a customer types in one of them.
    name: "inbox-activity",
    as: "Sam Okafor",
    set: async (page, enter) => {
      const maya = await enter("Maya Fernandes");
      await openChat(maya, "harbor-coffee");
      const devices = [await enter("Ines Moreau"), await enter("Ines Moreau")];
      for (const [n, ines] of devices.entries()) {
        if (n === 0) await openInInbox(ines, "Maya Fernandes");
        else await ines.goto("/inbox").then(() => ines.locator("#list a[data-conversation]").last().click());
        await expect(composer(ines)).toBeVisible();
      }
      await page.goto("/inbox");
      await composer(maya).pressSequentially("And one");
      await expect(page.locator("#list .ring-here")).toHaveCount(2);
      await expect(page.locator("#list a .text-pine-ink.truncate")).toHaveCount(1);
    },
  },
  { name: "inbox-empty", as: "Aiko Tanaka", set: (page) => page.goto("/inbox") },
];

async function chooseThree(page: Page): Promise<void> {
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
}
