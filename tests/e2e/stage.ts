import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { query } from "./database";

/** Everybody of the demo, as the sign-in page names them. */
export type Person =
  | "Maya Fernandes"
  | "Leo Brandt"
  | "Aiko Tanaka"
  | "Nora Lindqvist"
  | "Sam Okafor"
  | "Ines Moreau"
  | "June Park"
  | "Robin Vale";

/** Opens a browser of their own: as a visitor, or signed in as one of the demo's people. */
export type Enter = (person?: Person, options?: BrowserContextOptions) => Promise<Page>;

interface Stage {
  enter: Enter;
  /** What the browser may complain about in this test; any other error fails it. */
  expectComplaint: (complaint: RegExp) => void;
}

export const test = base.extend<Stage & { complaints: { heard: string[]; expected: RegExp[] } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  complaints: async ({}, use) => {
    const complaints = { heard: [], expected: [] };
    await use(complaints);
    const unexpected = complaints.heard.filter(
      (text) => !complaints.expected.some((pattern: RegExp) => pattern.test(text)),
    );
    expect(unexpected, "errors in a browser's console").toEqual([]);
  },
  expectComplaint: async ({ complaints }, use) => {
    await use((complaint) => complaints.expected.push(complaint));
  },
  enter: async ({ browser, complaints }, use) => {
    await putAsideWhatIsOver();
    const contexts: BrowserContext[] = [];
    await use(async (person, options = {}) => {
      const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Lisbon", ...options });
      contexts.push(context);
      context.on("console", (message) => {
        if (message.type() === "error") complaints.heard.push(message.text());
      });
      await context.addInitScript(() =>
        addEventListener("securitypolicyviolation", (broken) =>
          console.error(`policy: ${broken.effectiveDirective} ${broken.blockedURI} in ${broken.sourceFile}`),
        ),
      );
      context.on("weberror", (error) => complaints.heard.push(error.error().message));
      const page = await context.newPage();
      if (person) await signIn(page, person, options.javaScriptEnabled === false ? "/plain" : "/chats");
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** What people of other tests wrote, whose names end in digits: so the demo's inboxes stay of one page. */
async function putAsideWhatIsOver(): Promise<void> {
  await query(
    `update conversations c set status = 'archived' from users u
     where u.id = c.customer_id and c.kind = 'direct' and c.status = 'open' and u.name ~ ' [0-9a-f]{5,8}$'`,
  );
}

/** `chats` are theirs: browsers without scripts are led on from the first, and whatever follows would come in between. */
async function signIn(page: Page, person: Person, chats: string): Promise<void> {
  await page.goto("/sign-in?next=/register");
  await page.getByRole("button", { name: person }).click();
  // Registering leads those who are signed in to their chats.
  await page.waitForURL(chats);
}
