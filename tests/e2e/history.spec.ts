import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { composer, said, timeline } from "./conversation";
import { test } from "./stage";

const MESSAGES = 120;
const SOME_MESSAGES = 25;

/** The text of one of the numbered messages, of this test alone. */
function numbered(n: number, tag: string): string {
  return `Message ${n} of ${tag}.`;
}

test("Leo scrolls back through 120 messages, and what he reads stays where it is while older ones load", async ({
  enter,
  request,
}) => {
  const tag = randomUUID();
  const conversationId = await talkAlone(request, tag, MESSAGES);
  const page = await enter("Leo Brandt");
  await page.goto(`/chats/${conversationId}`);
  await expect(said(page, numbered(MESSAGES, tag))).toBeInViewport();

  const older = page.waitForResponse(isHistory);
  const held = heldBack(page);
  await scrollTo(page, 300);
  await expect(page.getByText("Loading earlier messages…")).toBeAttached();
  const [text, before] = await topmost(page);
  (await held).release();
  await older;
  await expect(page.getByText("Loading earlier messages…")).toHaveCount(0);
  await expect.poll(() => scrolled(page)).toBeGreaterThan(1_000);
  const after = await said(page, `${text} ${tag}`).boundingBox();
  expect(Math.abs((after?.y ?? 0) - before)).toBeLessThanOrEqual(2);

  await expect(async () => {
    await scrollTo(page, 0);
    await expect(page.getByText("This is the beginning of your conversation")).toBeInViewport({
      timeout: 500,
    });
  }).toPass();
  expect(await timeline(page).getByRole("article").count()).toBeLessThan(60);

  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(said(page, numbered(MESSAGES, tag))).toBeInViewport();
});

test("What comes in while Leo reads further up does not move him, and is counted", async ({
  enter,
  request,
}) => {
  const tag = randomUUID();
  const conversationId = await talkAlone(request, tag, SOME_MESSAGES);
  const [leo, june] = await Promise.all([enter("Leo Brandt"), enter("June Park")]);
  await leo.goto(`/chats/${conversationId}`);
  await expect(said(leo, numbered(SOME_MESSAGES, tag))).toBeInViewport();
  // Before the page is alive it stays at the end.
  await expect(async () => {
    await timeline(leo).evaluate((element) => element.scrollBy(0, -900));
    await expect(leo.getByRole("button", { name: "Jump to latest" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const [text, before] = await topmost(leo);

  const question = `Are you there? ${tag}`;
  await june.goto(`/inbox/${conversationId}`);
  await composer(june).fill(question);
  await composer(june).press("Enter");
  // She has not seen all that he wrote, and means it all the same.
  await june.getByRole("button", { name: "Send anyway" }).click();
  await expect(leo.getByRole("button", { name: "1 new message" })).toBeVisible();
  const after = await said(leo, `${text} ${tag}`).boundingBox();
  expect(Math.abs((after?.y ?? 0) - before)).toBeLessThanOrEqual(2);
  await leo.getByRole("button", { name: "1 new message" }).click();
  await expect(said(leo, question)).toBeInViewport();
});

test("June opens a conversation at the first message she has not read, and goes on to the newest", async ({
  enter,
  request,
}) => {
  const tag = randomUUID();
  const june = await enter("June Park");
  const conversationId = await talkAlone(request, `${tag} before`, 1);
  await june.goto(`/inbox/${conversationId}`);
  await expect(said(june, numbered(1, `${tag} before`))).toBeInViewport();
  await expect(june.locator(`[data-conversation="${conversationId}"]`)).not.toContainText("unread");
  await june.goto("/inbox");
  await talkAlone(request, tag, SOME_MESSAGES);
  await june.goto(`/inbox/${conversationId}`);
  await expect(june.getByRole("log")).toBeVisible();
  const divider = timeline(june).getByText("New messages", { exact: true });
  await expect(divider).toBeInViewport();
  await expect(said(june, numbered(1, tag))).toBeInViewport({ ratio: 1 });
  await expect(said(june, numbered(SOME_MESSAGES, tag))).not.toBeInViewport();
  const [line, log] = await Promise.all([divider.boundingBox(), timeline(june).boundingBox()]);
  expect(Math.abs((line?.y ?? 0) - (log?.y ?? 0) - (log?.height ?? 0) / 3)).toBeLessThan(100);

  await june.getByRole("button", { name: /new messages$/ }).click();
  await expect(said(june, numbered(SOME_MESSAGES, tag))).toBeInViewport();
});

test("The day of what is read shows while Leo scrolls, and goes when he stops", async ({
  enter,
  request,
}) => {
  const conversationId = await talkAlone(request, randomUUID(), SOME_MESSAGES);
  const leo = await enter("Leo Brandt");
  await leo.goto(`/chats/${conversationId}`);
  await expect(leo.getByRole("log")).toBeVisible();
  const day = leo.locator("[data-sticky-day]");
  await expect(day).toHaveCSS("opacity", "0");
  await expect(day).toHaveAttribute("aria-hidden", "true");
  await timeline(leo).hover();
  await expect(async () => {
    await leo.mouse.wheel(0, -120);
    await expect(day).toHaveCSS("opacity", "1", { timeout: 500 });
  }).toPass();
  await expect(day).toHaveText("Today");
  await expect(day).toHaveCSS("opacity", "0");
});

/** Leo's conversation with Northside Bikes, ending in `count` numbered messages. */
async function talkAlone(request: APIRequestContext, tag: string, count: number): Promise<string> {
  const login = await request.post("/api/auth/login", {
    data: { email: "leo@example.com", password: "servihub-demo" },
  });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  const opened = await request.post("/api/conversations", { headers, data: { business: "northside-bikes" } });
  const { id } = await opened.json();
  for (let n = 1; n <= count; n += 1) {
    const body = `${numbered(n, tag)} ${"Some more words to fill a line or two. ".repeat(n % 4)}`;
    const data = { id: randomUUID(), body };
    // Faster than a person may write to a room: what is refused for that is sent again.
    await expect(async () => {
      const sent = await request.post(`/api/conversations/${id}/messages`, { headers, data });
      expect(sent.ok()).toBe(true);
    }).toPass();
  }
  return id;
}

function isHistory(response: { request: () => { method: () => string }; url: () => string }): boolean {
  return response.request().method() === "POST" && response.url().includes("/chats/");
}

/** Keeps the next answer of the server back until it is let go. */
async function heldBack(page: Page): Promise<{ release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/chats/*", async (route) => {
    if (route.request().method() === "POST") await released;
    await route.continue();
  });
  return { release };
}

function scrollTo(page: Page, top: number): Promise<void> {
  return timeline(page).evaluate((element, to) => element.scrollTo(0, to), top);
}

function scrolled(page: Page): Promise<number> {
  return timeline(page).evaluate((element) => element.scrollTop);
}

/** The first text that is wholly in view, and how far down it is. */
async function topmost(page: Page): Promise<[text: string, y: number]> {
  const found = await timeline(page).evaluate((element) => {
    const edge = element.getBoundingClientRect().top;
    const bubble = [...element.querySelectorAll("article")].find(
      (article) => article.getBoundingClientRect().top >= edge,
    );
    return {
      text: /Message \d+ of/.exec(bubble?.textContent ?? "")?.[0],
      y: bubble?.getBoundingClientRect().top,
    };
  });
  if (!found.text || found.y === undefined) throw new Error("no message is in view");
  return [found.text, found.y];
}
