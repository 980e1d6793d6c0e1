import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { composer, openChat, openInInbox } from "./conversation";
import { expect, type Person, test } from "./stage";

interface Scene {
  name: string;
  as?: Person;
  set: (page: Page) => Promise<unknown>;
}

const scenes: Scene[] = [
  { name: "the directory", set: (page) => page.goto("/") },
  { name: "a search without a find", set: (page) => page.goto("/?q=submarines") },
  { name: "a business", set: (page) => page.goto("/b/harbor-coffee") },
  {
    name: "the form for guests",
    set: async (page) => {
      await page.goto("/b/harbor-coffee?chat=open");
      await expect(page.getByLabel("Your name")).toBeVisible();
    },
  },
  { name: "signing in", set: (page) => page.goto("/sign-in?error=AccessDenied") },
  { name: "registering", set: (page) => page.goto("/register") },
  {
    name: "the choice of language",
    set: async (page) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Language" }).click();
    },
  },
  { name: "a page that is not there", set: (page) => page.goto("/nowhere") },
  { name: "the chat", as: "Maya Fernandes", set: (page) => openChat(page, "harbor-coffee") },
  { name: "the customer's chats", as: "Maya Fernandes", set: (page) => page.goto("/chats") },
  {
    name: "the account menu",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Account of Maya Fernandes" }).click();
    },
  },
  { name: "the inbox", as: "Sam Okafor", set: (page) => page.goto("/inbox") },
  {
    name: "a conversation in the inbox",
    as: "Sam Okafor",
    set: (page) => openInInbox(page, "Maya Fernandes"),
  },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const { name, as, set } of scenes) {
    test(`axe finds nothing wrong with ${name}, ${colorScheme}`, async ({ enter, expectComplaint }) => {
      expectComplaint(/404/);
      const page = await enter(as, { colorScheme, reducedMotion: "reduce" });
      await set(page);
      await page.waitForLoadState("networkidle");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  }
}

for (const width of [320, 390]) {
  test(`Nothing is wider than a screen of ${width} pixels`, async ({ enter }) => {
    const page = await enter("Sam Okafor", { viewport: { width, height: 700 } });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const path of ["/", "/b/northside-bikes?chat=open", "/sign-in", "/inbox"]) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await overflow(), path).toBe(0);
    }
    await openInInbox(page, "Maya Fernandes");
    await expect(composer(page)).toBeInViewport({ ratio: 1 });
    expect(await overflow()).toBe(0);
    await page.getByRole("link", { name: "Back to Inbox" }).click();
    await expect(page.getByRole("link", { name: "Maya Fernandes" })).toBeVisible();
  });
}
