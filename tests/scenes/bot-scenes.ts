import { expect, type Page } from "@playwright/test";
import { v4 as uuid } from "uuid";
import { MAYA } from "./backdrop";
import { playRoom } from "./call-scenes";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

/** What a bot says, which is told here and stored nowhere; and what a business's owners decide of theirs. */
export const botScenes: Scene[] = [
  { name: "chats-bot", as: "Maya Fernandes", set: (page) => open(page, "chats", [answered]) },
  { name: "inbox-bot", as: "Sam Okafor", set: (page) => open(page, "inbox", [answered, handedOver]) },
  { name: "bot-settings", set: enterOff },
  {
    name: "bot-token",
    set: async (page) => {
      await enterOff(page);
      await page.locator("[data-make-token]").click();
      await expect(page.locator("[data-secret]")).toHaveText(/^svh_/);
    },
  },
];

const bean = { senderId: uuid(), senderRole: "bot", senderName: "Bean" };
const answered = {
  ...{ ...bean, id: uuid(), kind: "text", metadata: { answers: uuid() } },
  body: "Decaf is no problem: we have one from Colombia, for the same price.",
};
const handedOver = {
  ...{ senderId: uuid(), senderRole: "customer", senderName: "Maya Fernandes" },
  ...{ id: uuid(), kind: "system", body: "A person shall go on." },
  metadata: { event: "handover", userId: uuid(), name: "Maya Fernandes", role: "customer" },
};

async function open(page: Page, where: "chats" | "inbox", told: object[]): Promise<void> {
  // The moment at which it is looked at, which does not pass.
  const createdAt = await page.evaluate(() => new Date().toISOString());
  await playRoom(page, (said, tell) => {
    if (said.type !== "resumed") return;
    for (const message of told)
      tell("message:new", {
        ...{ conversationId: MAYA, hasMore: false, threadId: null, threadSeq: null, replyTo: null },
        ...{ attachments: [], reactions: [], editedAt: null, deletedAt: null, createdAt, ...message },
      });
  });
  await page.goto(`/${where}/${MAYA}`);
  const last = page.getByRole("log").getByText(answered.body);
  await last.scrollIntoViewIfNeeded();
}

/** It is off, so that it answers in no other scene. */
async function enterOff(page: Page): Promise<void> {
  await enterAsNora(page, "/inbox/settings/bot");
  const form = page.locator("main form");
  await expect(form).toBeVisible();
  const toggle = page.locator("[data-toggle]");
  if ((await toggle.count()) === 0) {
    await form.locator("input").first().fill("Bean");
    await form.locator("input[inputmode=url]").fill("https://10.0.0.1/");
    await form.locator("button[type=submit]").click();
    await expect(page.locator("[data-secret]")).toHaveText(/^whsec_/);
    await page.getByRole("dialog").getByRole("button").last().click();
    await toggle.click();
  }
  await expect(page.locator("[data-toggle=off]")).toBeVisible();
}
