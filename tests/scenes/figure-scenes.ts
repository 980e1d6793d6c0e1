import type { Page } from "@playwright/test";
import { DEMO_PASSWORD, demoPeople } from "../../db/demo/cast";
import type { Scene } from "./scene";

/** Nora owns Harbor Coffee; she is not among those whom the sign-in page lets in by a button. */
export async function enterAsNora(page: Page, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${path}`);
  await page.locator("input[type=email]").fill(demoPeople.nora.email);
  await page.locator("input[type=password]").fill(DEMO_PASSWORD);
  await page.locator("input[type=password]").press("Enter");
  await page.waitForURL((url) => url.pathname === path);
}

/** What is done by keys in an inbox, and the figures of a business. */
export const figureScenes: Scene[] = [
  {
    name: "inbox-commands",
    as: "Sam Okafor",
    set: async (page) => {
      await page.goto("/inbox");
      await page.locator("#list button[aria-haspopup=dialog]").first().click();
      await page.getByRole("combobox").waitFor();
    },
  },
  {
    name: "inbox-shortcuts",
    as: "Sam Okafor",
    set: async (page) => {
      await page.goto("/inbox");
      await page.locator("#list time[title]").first().waitFor();
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "figures", set: (page) => enterAsNora(page, "/inbox/figures") },
];
