import { expect, type Page } from "@playwright/test";
import { v4 as uuid } from "uuid";
import { MAYA } from "./backdrop";
import { playRoom } from "./call-scenes";
import type { Scene } from "./scene";

const HOUR_MS = 3_600_000;

/** What is asked and promised, as both sides have it before them. Nothing of it is stored. */
export const stepScenes: Scene[] = [
  {
    name: "chats-closing",
    as: "Maya Fernandes",
    set: (page) => open(page, "chats", [promise("open", 2), closing("proposed")]),
  },
  {
    name: "chats-rating",
    as: "Maya Fernandes",
    set: async (page) => {
      await open(page, "chats", [promise("missed", -2), closing("confirmed")]);
      await cards(page).last().locator("input[type=radio]").nth(3).check({ force: true });
      await expect(cards(page).last().locator("textarea")).toBeVisible();
    },
  },
  {
    name: "inbox-steps",
    as: "Sam Okafor",
    set: (page) =>
      open(page, "inbox", [
        ...[promise("kept", 1), promise("open", 26), promise("missed", -2), promise("withdrawn", 3)],
        ...[closing("objected"), closing("confirmed", { rating: 4, comment: "Kind and quick" })],
        closing("proposed"),
      ]),
  },
  {
    name: "inbox-promise",
    as: "Sam Okafor",
    set: async (page) => {
      await page.goto(`/inbox/${MAYA}`);
      await page.waitForLoadState("networkidle");
      // What it is called depends on the language.
      await page.locator("[data-promise]").click();
      await page.getByRole("dialog").locator("input[value=custom]").check({ force: true });
    },
  },
];

const cards = (page: Page) => page.getByRole("log").locator("section[tabindex]");

async function open(page: Page, where: "chats" | "inbox", told: object[]): Promise<void> {
  await playRoom(page, (said, tell) => {
    if (said.type === "resumed") for (const metadata of told) tell("message:new", notice(metadata));
  });
  await page.goto(`/${where}/${MAYA}`);
  // Where something was unread, one is led to that.
  await cards(page).last().scrollIntoViewIfNeeded();
}

const after = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

function promise(state: string, hours: number) {
  const settledAt = state === "kept" ? after(0) : null;
  return { event: "promise", state, text: "Ask the roaster about oat milk", dueAt: after(hours), settledAt };
}

function closing(state: string, more: object = {}) {
  return { event: "closing", state, until: after(72), closedAt: null, rating: null, comment: "", ...more };
}

function notice(metadata: object) {
  const senderId = "00000000-0000-4000-8000-00000000000d";
  return {
    ...{ id: uuid(), conversationId: MAYA, kind: "system", body: "Is everything done?", metadata },
    ...{ senderId, senderRole: "agent", senderName: "Sam Okafor", hasMore: false },
    ...{ threadId: null, threadSeq: null, replyTo: null, attachments: [], reactions: [] },
    ...{ createdAt: new Date().toISOString(), editedAt: null, deletedAt: null },
  };
}
