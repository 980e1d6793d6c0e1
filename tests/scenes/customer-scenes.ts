import { expect, type Page } from "@playwright/test";
import * as z from "zod";
import { KEPT, KINDS, LONG, MAYA } from "./backdrop";
import type { Scene } from "./scene";

const BLOCKED_UNTIL = "2099-01-01T09:00:00.000Z";
const framed = z.object({ type: z.string() });

/** What a business keeps of its customers and writes to them often, and whom it has blocked. */
export const customerScenes: Scene[] = [
  {
    name: "inbox-block",
    as: "Sam Okafor",
    set: async (page) => {
      await openCustomer(page, MAYA);
      await page.locator("[data-block]:visible").click();
      await expect(page.getByRole("radio").last()).toBeVisible();
    },
  },
  { name: "inbox-blocked", as: "Sam Okafor", set: (page) => openCustomer(page, LONG) },
  { name: "inbox-customer-kept", as: "Sam Okafor", set: (page) => openCustomer(page, KEPT) },
  {
    name: "chats-blocked",
    as: "Leo Brandt",
    set: async (page) => {
      await block(page);
      await page.goto("/chats");
      await page.locator("[data-conversation]").last().click();
      await expect(page.getByRole("log")).toBeVisible();
      await expect(page.getByRole("textbox")).toHaveCount(0);
    },
  },
  {
    name: "inbox-saved-replies",
    as: "Sam Okafor",
    set: async (page) => {
      // Not where others write: what is begun here stays a draft.
      await page.goto(`/inbox/${KINDS}`);
      const field = page.locator("form textarea").last();
      await field.fill("");
      await field.pressSequentially("/");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "inbox-settings-hours",
    as: "Aiko Tanaka",
    set: async (page) => {
      await page.goto("/inbox/settings");
      const hours = page.locator("section:has(select)");
      await hours.getByRole("checkbox").check();
      for (const day of [0, 0, 4]) await hours.locator("li").nth(day).getByRole("button").last().click();
      await hours.locator("fieldset > button").click();
      await hours.locator("[type=submit]").click();
      await expect(hours.getByRole("alert").first()).toBeVisible();
      await hours.getByRole("heading").scrollIntoViewIfNeeded();
    },
  },
  { name: "inbox-settings", as: "Aiko Tanaka", set: (page) => page.goto("/inbox/settings") },
];

/** Beside the conversation, or in a sheet where room is short. */
async function openCustomer(page: Page, conversationId: string): Promise<void> {
  await page.goto(`/inbox/${conversationId}`);
  await expect(page.getByRole("log").getByRole("article").last()).toBeVisible();
  const sheet = page.locator("[data-customer]:visible");
  if ((await sheet.count()) > 0) await sheet.click();
  await expect(page.locator("dl:visible")).toBeVisible();
}

/** A room that says the business takes nothing from whoever enters. */
export function block(page: Page): Promise<void> {
  return page.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    far.onMessage((frame) => {
      const told = JSON.parse(String(frame));
      const isWelcome = framed.safeParse(told).data?.type === "welcome";
      near.send(isWelcome ? JSON.stringify({ ...told, block: { until: BLOCKED_UNTIL } }) : frame);
    });
  });
}
