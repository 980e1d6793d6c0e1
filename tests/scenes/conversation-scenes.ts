import { expect, type Page } from "@playwright/test";
import { lay } from "../e2e/line";
import type { Enter } from "../e2e/stage";
import { ARCHIVE, BEN, KEPT, KINDS, LEO, LONG, MAYA, SECRETS, THREAD } from "./backdrop";
import { refuseTexts } from "./refusing-room";
import type { Scene } from "./scene";

/** One conversation, as the customer and as the business have it before them, and all that may happen to it. */
export const conversationScenes: Scene[] = [
  { name: "chats-conversation", as: "Maya Fernandes", set: (page) => open(page, `/chats/${MAYA}`) },
  { name: "inbox-conversation", as: "Sam Okafor", set: (page) => open(page, `/inbox/${MAYA}`) },
  { name: "inbox-kinds", as: "Sam Okafor", set: (page) => open(page, `/inbox/${KINDS}`) },
  {
    name: "inbox-customer",
    as: "Sam Okafor",
    set: async (page) => {
      await open(page, `/inbox/${MAYA}`);
      // Where there is room for it, it is there already.
      const sheet = page.locator("[data-customer]:visible");
      if ((await sheet.count()) === 0) return;
      await sheet.click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "inbox-message-menu",
    as: "Sam Okafor",
    set: async (page) => {
      await open(page, `/inbox/${MAYA}`);
      const last = page.getByRole("log").getByRole("article").last();
      await last.hover();
      await last.locator("button[aria-haspopup=dialog]").click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  { name: "inbox-thread", as: "Sam Okafor", set: (page) => openThread(page, `/inbox/${MAYA}`) },
  { name: "chats-thread", as: "Maya Fernandes", set: (page) => openThread(page, `/chats/${MAYA}`) },
  {
    name: "profile-thread",
    as: "Maya Fernandes",
    set: (page) => openThread(page, "/b/harbor-coffee", { chat: "open" }),
  },
  {
    name: "chats-threads",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.goto(`/chats/${MAYA}?thread=all`);
      await expect(page.locator("ul[aria-busy=false]").getByRole("button").first()).toBeVisible();
    },
  },
  {
    name: "chats-threads-none",
    as: "Leo Brandt",
    set: async (page) => {
      await page.goto(`/chats/${LEO}?thread=all`);
      await expect(page.getByRole("heading", { level: 2 }).last()).toBeVisible();
    },
  },
  {
    name: "inbox-emoji",
    as: "Sam Okafor",
    set: async (page) => {
      await open(page, `/inbox/${MAYA}`);
      const last = page.getByRole("log").getByRole("article").last();
      await last.hover();
      await last.locator("button[aria-haspopup=dialog]").click();
      await page.getByRole("dialog").getByRole("button").nth(6).click();
      await expect(page.getByText("😀", { exact: true })).toBeVisible();
    },
  },
  {
    name: "chats-revisions",
    as: "Leo Brandt",
    set: async (page) => {
      await page.goto("/chats");
      await page.locator("[data-conversation]").last().click();
      const field = page.locator("form textarea").last();
      const log = page.getByRole("log");
      await field.fill("Is the **grnder** back from the workshop?");
      await field.press("Enter");
      await expect(log.locator("strong").last()).toBeVisible();
      await field.press("ArrowUp");
      await field.fill("Is the **grinder** back from the workshop?");
      await field.press("Enter");
      await log.locator("button[aria-haspopup=dialog][data-mark]:not([aria-label])").last().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  { name: "inbox-notes", as: "Sam Okafor", set: (page) => openNotes(page) },
  { name: "inbox-long", as: "Sam Okafor", set: (page) => open(page, `/inbox/${LONG}`) },
  {
    name: "inbox-unread",
    as: "Ines Moreau",
    set: async (page) => {
      await keepUnread(page);
      await open(page, `/inbox/${BEN}`);
    },
  },
  {
    // What happened since she looked, what she sends later, and what was not sent.
    name: "inbox-since",
    as: "Ines Moreau",
    set: async (page) => {
      await keepUnread(page);
      await open(page, `/inbox/${KEPT}`);
      await expect(page.getByRole("log").locator("section[aria-labelledby]")).toBeVisible();
    },
  },
  {
    name: "inbox-reading-back",
    as: "Sam Okafor",
    set: async (page) => {
      await open(page, `/inbox/${ARCHIVE}`);
      await page.getByRole("log").evaluate((log) => log.scrollBy(0, -700));
      await expect(page.getByRole("log").locator("..").getByRole("button").last()).toBeVisible();
    },
  },
  { name: "inbox-secrets", as: "Sam Okafor", set: (page) => open(page, `/inbox/${SECRETS}`) },
  {
    name: "inbox-secret-form",
    as: "Sam Okafor",
    set: async (page) => {
      await open(page, `/inbox/${SECRETS}`);
      await page.locator("[data-lock]").click();
      await page.getByRole("dialog").getByRole("textbox").fill("4711, and then the green button");
    },
  },
  {
    name: "inbox-secret-reader",
    as: "Sam Okafor",
    set: async (page) => {
      await open(page, `/inbox/${SECRETS}`);
      await page.getByRole("log").locator("article button:not([data-mark])").last().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "chats-secret-offer",
    as: "Maya Fernandes",
    set: async (page) => {
      await open(page, `/chats/${MAYA}`);
      await page.locator("form textarea").last().fill("4111 1111 1111 1111, 12/29. Is that right?");
      await expect(page.locator("form [role=status] button").first()).toBeVisible();
    },
  },
  { name: "chats-typing", as: "Maya Fernandes", set: seeSamTyping },
  {
    name: "chats-draft",
    as: "Maya Fernandes",
    set: async (page) => {
      await open(page, `/chats/${MAYA}`);
      await page
        .getByRole("textbox")
        .last()
        .fill("Two more things:\n– one of us takes oat milk\n– could we sit by the window?");
    },
  },
  {
    name: "chats-failed",
    as: "Maya Fernandes",
    set: async (page) => {
      await refuseTexts(page, "Closed for the night.");
      await open(page, `/chats/${MAYA}`);
      await page.locator("form textarea").last().fill("Is anybody still there?");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("log").getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "chats-offline",
    as: "Maya Fernandes",
    complaint: /ERR_INTERNET_DISCONNECTED|CLOSING or CLOSED/,
    set: async (page) => {
      const line = await lay(page);
      await open(page, `/chats/${MAYA}`);
      await page.waitForLoadState("networkidle");
      await line.cut();
      await page.locator("form textarea").last().fill("I am on the train, this may take a while.");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("status").filter({ hasText: /\S/ })).toBeVisible();
    },
  },
];

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("log").getByRole("article").last()).toBeVisible();
}

/** Among the notes, with one being written that names somebody. */
async function openNotes(page: Page): Promise<void> {
  await open(page, `/inbox/${LONG}`);
  await page.locator("form button[aria-keyshortcuts]").click();
  await page.locator("form:has(button[aria-keyshortcuts]) textarea").pressSequentially("@n");
  await expect(page.getByRole("option").first()).toBeVisible();
}

async function openThread(page: Page, path: string, query: Record<string, string> = {}): Promise<void> {
  await page.goto(`${path}?${new URLSearchParams({ ...query, thread: THREAD })}`);
  await expect(page.getByRole("log").last().getByRole("article").last()).toBeVisible();
  await expect(page.locator("form textarea").last()).toBeVisible();
}

/** What is seen here stays unread for the next visit. */
function keepUnread(page: Page): Promise<void> {
  return page.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((frame) => {
      if (typeOf(frame) !== "receipt") far.send(frame);
    });
  });
}

/** Sam is at it for as long as Maya looks. */
async function seeSamTyping(page: Page, enter: Enter): Promise<void> {
  await page.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    far.onMessage((frame) => {
      if (typeOf(frame) !== "user:typing" || String(frame).includes("true")) near.send(frame);
    });
  });
  await open(page, `/chats/${MAYA}`);
  const sam = await enter("Sam Okafor");
  const joined = sam.waitForEvent("websocket", (socket) => socket.url().includes("/parties/main/"));
  await open(sam, `/inbox/${MAYA}`);
  await (await joined).waitForEvent("framereceived");
  await sam.locator("form textarea").last().pressSequentially("Not at all");
  await expect(page.locator(".animate-bob").first()).toBeVisible();
}

function typeOf(frame: string | Buffer): unknown {
  const { type } = JSON.parse(String(frame));
  return type;
}
