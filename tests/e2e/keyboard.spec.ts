import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { composer, said } from "./conversation";
import { expect, test } from "./stage";

const TABS_MAX = 25;

test("Maya finds Harbor Coffee, writes and closes the chat without touching the mouse", async ({ enter }) => {
  const page = await enter("Maya Fernandes");
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "searchbox", "Search businesses");
  await page.keyboard.type("harbor");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/?q=harbor");
  await tabTo(page, "link", "Harbor Coffee");
  await page.keyboard.press("Enter");
  await page.waitForURL("/b/harbor-coffee");
  await tabTo(page, "button", /Open your conversation|Message Harbor Coffee/);
  await page.keyboard.press("Enter");
  await expect(composer(page)).toBeFocused();

  const text = `Only keys ${randomUUID()}`;
  await page.keyboard.type(text);
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two lines");
  await page.keyboard.press("Enter");
  await expect(said(page, text)).toContainText("two lines");
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue("");

  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open your conversation" })).toBeFocused();
});

test("A draft waits for Maya while she looks elsewhere", async ({ enter }) => {
  const page = await enter("Maya Fernandes");
  await page.goto("/b/harbor-coffee?chat=open");
  await expect(page.getByRole("log")).toBeVisible();
  await composer(page).fill("half a thou");
  await page.reload();
  await expect(composer(page)).toHaveValue("half a thou");
  await composer(page).fill("");
});

test("What Maya types before the page has come alive is there to be sent", async ({ enter }) => {
  const page = await enter("Maya Fernandes");
  await page.getByRole("link", { name: /Harbor Coffee/ }).click();
  await page.waitForURL(/chats\/./);
  let comeAlive = () => {};
  const scripts = new Promise<void>((resolve) => {
    comeAlive = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await scripts;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await composer(page).fill("Too early?");
  comeAlive();
  await expect(page.getByRole("log")).toBeVisible();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(said(page, "Too early?")).toBeVisible();
  await expect(composer(page)).toHaveValue("");
});

test("Enter that ends a composition does not send", async ({ enter }) => {
  const page = await enter("Maya Fernandes");
  await page.goto("/b/harbor-coffee?chat=open");
  await composer(page).fill("にほん");
  await composer(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, keyCode: 229 });
  await expect(composer(page)).toHaveValue("にほん");
  await composer(page).fill("");
});

async function tabTo(
  page: Page,
  role: "link" | "button" | "searchbox",
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole("main").getByRole(role, { name });
  await expect(wanted).toBeVisible();
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} is not within ${TABS_MAX} tabs`);
}
