import type { Page } from "@playwright/test";
import type { Enter, Person } from "../e2e/stage";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

const NEWS = "/b/harbor-coffee/news";
const DESK = "/inbox/broadcasts";

const ANSWER = "No ticket needed, just come. We put out a chair more.";
const asks: [Person, string, boolean][] = [
  ["Leo Brandt", "Do I have to book a seat for the tasting on Saturday?", true],
  ["Aiko Tanaka", "Is there a ticket to book for the tasting on Saturday?", false],
];

/** What is asked about a post, and answered. They come last: what is asked stands in the inbox as well. */
export const questionScenes: Scene[] = [
  {
    name: "questions-ask",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto(NEWS);
      await begin(page);
      await page.getByRole("dialog").locator("textarea").fill("May I bring my dog along?");
    },
  },
  {
    name: "questions-asked",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto(NEWS);
      await ask(page, "Is the decaf there as beans as well?");
    },
  },
  { name: "questions-desk", set: choose },
  {
    name: "questions-answer",
    set: async (page, enter) => {
      await choose(page, enter);
      await page.locator("fieldset", { hasText: "Saturday" }).locator("button").click();
      await form(page).locator("textarea").fill(ANSWER);
    },
  },
  {
    name: "questions-answered",
    set: async (page, enter) => {
      await openDesk(page);
      const shown = page.locator("section li label input[type=checkbox]:checked");
      if ((await shown.count()) > 0) return;
      await askAll(enter);
      await page.reload();
      await page.locator("fieldset", { hasText: "Saturday" }).locator("input").first().check();
      await page.locator("fieldset", { hasText: "Saturday" }).locator("button").click();
      await form(page).locator("textarea").fill(ANSWER);
      await form(page).locator("input[type=checkbox]").check();
      await form(page).locator("button[type=submit]").click();
      await shown.waitFor();
    },
  },
  {
    name: "questions-beneath",
    set: (page) => page.goto(NEWS),
  },
];

const form = (page: Page) => page.locator("form:has(textarea)");

/** Chooses those who ask much the same. */
async function choose(page: Page, enter: Enter): Promise<void> {
  await openDesk(page);
  const heap = page.locator("fieldset", { hasText: "Saturday" });
  if ((await heap.count()) === 0) {
    await askAll(enter);
    await page.reload();
  }
  await heap.locator("input").first().check();
}

async function openDesk(page: Page): Promise<void> {
  await enterAsNora(page, DESK);
  await page.locator("[data-opened] li a", { hasText: "Kenyans" }).click();
  await page.locator("[data-opened] dl").first().waitFor();
}

async function askAll(enter: Enter): Promise<void> {
  await Promise.all(
    asks.map(async ([person, question, mayPublish]) => {
      const page = await enter(person);
      await page.goto(NEWS);
      await ask(page, question, mayPublish);
    }),
  );
}

async function begin(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("article").first().locator("[aria-haspopup=dialog]").first().click();
  await page.getByRole("dialog").waitFor();
}

async function ask(page: Page, question: string, mayPublish = false): Promise<void> {
  await begin(page);
  const dialog = page.getByRole("dialog");
  await dialog.locator("textarea").fill(question);
  if (mayPublish) await dialog.locator("input[type=checkbox]").check();
  await dialog.locator("button[type=submit]").click();
  await dialog.getByRole("status").waitFor();
}
