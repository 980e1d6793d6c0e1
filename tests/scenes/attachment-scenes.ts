import { expect, type Page } from "@playwright/test";
import { type Given, picture, text } from "../e2e/files";
import { FILES, MAYA } from "./backdrop";
import type { Scene } from "./scene";

/** Files in a conversation, and on their way into one. */
export const attachmentScenes: Scene[] = [
  { name: "inbox-attachments", as: "Sam Okafor", set: openFiles },
  {
    name: "inbox-gallery",
    as: "Sam Okafor",
    set: async (page) => {
      await openFiles(page);
      await page.getByRole("log").locator("article button:has(img)").nth(1).click();
      await expect(page.locator(".yarl__slide_current img")).toBeVisible();
    },
  },
  {
    name: "chats-attaching",
    as: "Maya Fernandes",
    // One of them never gets through.
    isLoading: true,
    set: async (page) => {
      await page.route(/\/api\/attachments\?/, async (route) => {
        if (!route.request().url().includes("plan")) await route.continue();
      });
      await openMayas(page);
      const large = { ...text("film.mov", ""), buffer: Buffer.alloc(26 * 1024 * 1024) };
      await pick(page, await picture("cake.jpg"), text("guests.txt", "Leo"), large, text("plan.txt", "Bar"));
      await expect(page.getByRole("progressbar")).toHaveCount(1);
      await expect(page.locator("form li").getByRole("alert")).toBeVisible();
    },
  },
];

async function openFiles(page: Page): Promise<void> {
  const { buffer } = await picture("anything.jpg");
  await page.route(/\/api\/attachments\/[0-9a-f-]+/, (route) =>
    route.fulfill({ body: buffer, contentType: "image/jpeg" }),
  );
  await page.goto(`/inbox/${FILES}`);
  await expect(page.getByRole("log").locator("article img").first()).toBeVisible();
}

async function openMayas(page: Page): Promise<void> {
  await page.goto(`/chats/${MAYA}`);
  await expect(page.getByRole("log").getByRole("article").last()).toBeVisible();
}

/** Whatever the button is called in the reader's language. */
async function pick(page: Page, ...files: Given[]): Promise<void> {
  await page.locator("form input[type=file][multiple]").setInputFiles(files);
}
