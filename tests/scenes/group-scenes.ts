import { expect, type Page } from "@playwright/test";
import { GROUP } from "./backdrop";
import type { Scene } from "./scene";

/** A group, and the ways into one. */
export const groupScenes: Scene[] = [
  { name: "chats-group", as: "Maya Fernandes", set: (page) => open(page, `/chats/${GROUP}`) },
  { name: "inbox-group", as: "Sam Okafor", set: (page) => open(page, `/inbox/${GROUP}`) },
  {
    name: "chats-group-details",
    as: "Maya Fernandes",
    set: async (page) => {
      await open(page, `/chats/${GROUP}`);
      await openDetails(page);
    },
  },
  {
    name: "profile-new-group",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto("/b/harbor-coffee");
      await page.locator("main button[aria-haspopup=dialog]").last().click();
      await expect(page.getByRole("dialog").getByRole("textbox").first()).toBeFocused();
    },
  },
  {
    name: "invitation",
    set: async (page, enter) => {
      const maya = await enter("Maya Fernandes");
      await page.goto(await linkOf(maya));
    },
  },
  {
    name: "invitation-signed-in",
    as: "June Park",
    set: async (page, enter) => {
      const maya = await enter("Maya Fernandes");
      await page.goto(await linkOf(maya));
    },
  },
  { name: "invitation-none", set: (page) => page.goto("/invitations/nothing") },
];

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("log").getByRole("article").last()).toBeVisible();
}

async function openDetails(page: Page): Promise<void> {
  await page.locator("[data-opened] header button[aria-haspopup=dialog]").click();
  await expect(page.getByRole("dialog").getByRole("listitem").first()).toBeVisible();
}

/** Made once: a group has only so many. */
async function linkOf(maya: Page): Promise<string> {
  await maya.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(maya, `/chats/${GROUP}`);
  await openDetails(maya);
  const sheet = maya.getByRole("dialog");
  const copy = sheet.getByRole("button", { name: "Copy link" });
  await expect(sheet.locator("[aria-busy=true]")).toHaveCount(0);
  await maya.waitForLoadState("networkidle");
  if ((await copy.count()) === 0) await sheet.getByRole("button", { name: "Make a link" }).click();
  await copy.first().click();
  await expect(sheet.getByRole("button", { name: "Copied" })).toBeVisible();
  return maya.evaluate(() => navigator.clipboard.readText());
}
