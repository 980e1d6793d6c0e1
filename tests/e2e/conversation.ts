import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";

export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: /^Message to/ });
}

export function timeline(page: Page): Locator {
  return page.getByRole("log", { name: "Messages" });
}

/** The bubbles with exactly this text; the time and the marks in them come after it. */
export function said(page: Page, text: string): Locator {
  return timeline(page).getByRole("article").filter({ hasText: text });
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** A visitor writes to Harbor Coffee for the first time. Under which name; what they said is stored. */
export async function writeAsGuest(page: Page, words: string, called = "Vera"): Promise<string> {
  const name = `${called} ${randomUUID().slice(0, 8)}`;
  await page.goto("/b/harbor-coffee");
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Message/ })
    .click();
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Start chatting" }).click();
  await say(page, words);
  await expect(said(page, words)).toContainText(/Sent|Delivered|Read/);
  return name;
}

/** Opens the chat of a business's page. */
export async function openChat(page: Page, slug: string): Promise<void> {
  await page.goto(`/b/${slug}`);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Message|Open your)/ })
    .click();
  await expect(composer(page)).toBeFocused();
}

/** Opens a customer's conversation in the inbox, and reads on to its end. */
export async function openInInbox(page: Page, customer: string): Promise<void> {
  await page.goto("/inbox");
  await page.getByRole("link", { name: customer }).click();
  await expect(page.getByRole("region", { name: `Conversation with ${customer}` })).toBeVisible();
  await expect(composer(page)).toBeVisible();
  await toLatest(page);
}

/** A conversation opens at what is unread, which may be more than the screen holds. */
export async function toLatest(page: Page): Promise<void> {
  await expect(async () => {
    await timeline(page).evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await expect(page.getByRole("button", { name: /new messages?$|^Jump to latest$/ })).toHaveCount(0, {
      timeout: 500,
    });
  }).toPass();
}

/** Marks the page, so that a reload would show. */
export async function watchForReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.documentElement.setAttribute("data-never-reloaded", ""));
  return () => expect(page.locator("html")).toHaveAttribute("data-never-reloaded", "");
}
