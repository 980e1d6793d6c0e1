import { expect, type Page } from "@playwright/test";
import { holdBack } from "./held-back";
import type { Scene } from "./scene";

/** What anybody may see, and what the chat on a business's page goes through before there is one. */
export const pageScenes: Scene[] = [
  { name: "directory", set: (page) => page.goto("/") },
  { name: "directory-nothing-found", set: (page) => page.goto("/?q=submarines") },
  { name: "profile", set: (page) => page.goto("/b/harbor-coffee") },
  {
    name: "profile-guest",
    set: async (page) => {
      await page.goto("/b/harbor-coffee?chat=open");
      await expect(page.getByRole("dialog").getByRole("textbox")).toBeVisible();
    },
  },
  {
    name: "profile-chat",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto("/b/harbor-coffee?chat=open");
      await expect(page.getByRole("log")).toBeVisible();
    },
  },
  { name: "profile-closed", set: (page) => page.goto("/b/blue-door-music") },
  {
    name: "profile-closed-guest",
    set: async (page) => {
      await page.goto("/b/blue-door-music?chat=open");
      await expect(page.getByRole("dialog").getByRole("textbox")).toBeVisible();
    },
  },
  {
    name: "profile-closed-chat",
    as: "Leo Brandt",
    set: async (page) => {
      await page.goto("/b/blue-door-music");
      await page.getByRole("main").locator("[aria-haspopup=dialog]").first().click();
      await expect(page.getByRole("note")).toBeVisible();
    },
  },
  {
    name: "profile-chat-loading",
    isLoading: true,
    set: async (page) => {
      await page.goto("/b/harbor-coffee");
      await page.waitForLoadState("networkidle");
      await holdBack(page, /\.js$/);
      await page.getByRole("main").locator("[aria-haspopup=dialog]").click();
      await expect(page.getByRole("dialog").locator("[aria-busy=true]")).toBeVisible();
    },
  },
  {
    name: "profile-follow-guest",
    set: async (page) => {
      await page.goto("/b/harbor-coffee");
      await page.locator("main button[aria-pressed]").first().click();
      await expect(page.getByRole("dialog").getByRole("textbox")).toBeVisible();
    },
  },
  {
    name: "news-following",
    as: "Aiko Tanaka",
    set: async (page) => {
      await page.goto("/b/harbor-coffee/news");
      const button = page.locator("main button[aria-pressed]").first();
      if ((await button.getAttribute("aria-pressed")) === "false") await button.click();
      await page.locator("main form [aria-haspopup=dialog]").first().click();
      await expect(page.getByRole("dialog").getByRole("radio").first()).toBeVisible();
    },
  },
  { name: "news", set: (page) => page.goto("/b/harbor-coffee/news") },
  { name: "news-none", set: (page) => page.goto("/b/blue-door-music/news") },
  {
    name: "news-reacting",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto("/b/harbor-coffee/news");
      await page.waitForLoadState("networkidle");
      await page.locator("article [aria-expanded=false]").first().click();
    },
  },
  {
    name: "news-post",
    set: async (page) => {
      await page.goto("/b/harbor-coffee/news");
      await page.locator("article a:has(time)").first().click();
      await page.waitForURL(/\/news\/[\da-f-]{36}$/);
    },
  },
  { name: "news-to-confirm", as: "Aiko Tanaka", set: (page) => showAsked(page, "asked") },
  { name: "news-to-confirm-visitor", set: (page) => showAsked(page, "visitor") },
  { name: "news-confirmed", as: "Maya Fernandes", set: (page) => showAsked(page, "done") },
  {
    name: "language-choice",
    set: async (page) => {
      await page.goto("/");
      await page.waitForLoadState("networkidle");
      await page.getByRole("banner").getByRole("button").first().click();
    },
  },
  { name: "api-reference", set: (page) => page.goto("/api-reference") },
  { name: "sign-in", set: (page) => page.goto("/sign-in") },
  { name: "sign-in-refused", set: (page) => page.goto("/sign-in?error=AccessDenied") },
  { name: "register", set: (page) => page.goto("/register") },
  { name: "not-found", complaint: /404/, set: (page) => page.goto("/nowhere") },
  {
    name: "forbidden",
    as: "Maya Fernandes",
    complaint: /403/,
    set: (page) => page.goto("/inbox"),
  },
  { name: "settings", as: "Maya Fernandes", set: (page) => page.goto("/settings") },
  {
    name: "settings-token",
    as: "Leo Brandt",
    set: async (page) => {
      await page.goto("/settings");
      await page.waitForLoadState("networkidle");
      // Of what other pictures left, nothing is to be seen.
      const ends = page.locator("section:has(select[name=days]) li form button");
      for (let left = await ends.count(); left > 0; left--) {
        await ends.first().click();
        await expect(ends).toHaveCount(left - 1);
      }
      await page.locator("input[name=name]").fill("Stock bot");
      await page.locator("form:has(select[name=days]) button[type=submit]").click();
      await page.locator("[data-secret]").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "account-menu",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto("/");
      await page.waitForLoadState("networkidle");
      await page.getByRole("banner").getByRole("button", { name: "Maya Fernandes" }).click();
    },
  },
];

/** A post of Harbor Coffee that asks who reads it to confirm that. */
async function showAsked(page: Page, as: "asked" | "visitor" | "done"): Promise<void> {
  await page.goto("/b/harbor-coffee/news");
  await page.locator("article:has([data-confirm]) a:has(time)").click();
  await page.waitForURL(/\/news\/[\da-f-]{36}$/);
  await page.locator(`[data-confirm=${as}]`).waitFor();
}
