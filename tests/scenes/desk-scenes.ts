import type { Page } from "@playwright/test";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

const PATH = "/inbox/broadcasts";
/** The same whenever a scene is set, so that there is one draft of it. */
const draftPath = `${PATH}/0199f0a0-0000-7000-8000-0000000000d1`;
const plannedPath = `${PATH}/0199f0a0-0000-7000-8000-0000000000d2`;

/** Where owners write what they tell everybody. */
export const deskScenes: Scene[] = [
  {
    name: "broadcasts-desk",
    set: async (page) => {
      await plan(page);
      await page.goto(PATH);
      await page.locator("[data-opened] li a").first().waitFor();
    },
  },
  { name: "broadcasts-editor", set: (page) => write(page, draftPath) },
  {
    name: "broadcasts-publish",
    set: async (page) => {
      await write(page, draftPath);
      await buttons(page).last().click();
      await page.locator("[data-audience]").waitFor();
    },
  },
  {
    name: "broadcasts-plan",
    set: async (page) => {
      await write(page, draftPath);
      await buttons(page).nth(-2).click();
      await page.locator("[role=dialog] form").waitFor();
    },
  },
  { name: "broadcasts-planned", set: plan },
  {
    name: "broadcasts-reach",
    set: async (page) => {
      await enterAsNora(page, PATH);
      await page.locator("[data-opened] section").last().locator("li a").first().click();
      await page.locator("[data-opened] dl").waitFor();
    },
  },
  {
    name: "broadcasts-confirmed",
    set: async (page) => {
      await enterAsNora(page, PATH);
      await page.locator("[data-opened] section").last().locator("li a").last().click();
      await page.locator("[data-opened] dl").last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "broadcasts-topics",
    set: async (page) => {
      await enterAsNora(page, PATH);
      await page.locator("[data-opened] button[aria-haspopup=dialog]").click();
      await page.getByRole("dialog").waitFor();
    },
  },
];

const buttons = (page: Page) => page.locator("[data-opened] header button");

async function write(page: Page, path: string): Promise<void> {
  await enterAsNora(page, path);
  await page
    .locator("textarea")
    .fill("**Fresh beans on Friday**\n- Yirgacheffe, floral and light\n- Huila, chocolate and cherry");
  await page.locator("[data-saved=all]").waitFor();
}

async function plan(page: Page): Promise<void> {
  await enterAsNora(page, plannedPath);
  const planned = page.locator("[data-planned]");
  await planned.or(page.locator("textarea")).waitFor();
  if (await planned.isVisible()) return;
  await page.locator("textarea").fill("Closed on Monday: the roaster gets a new drum.");
  await page.locator("[data-saved=all]").waitFor();
  await buttons(page).nth(-2).click();
  await page.locator("[role=dialog] form button[type=button]").nth(1).click();
  await planned.waitFor();
}
