import { expect, type Page } from "@playwright/test";
import * as z from "zod";
import { BEN, MAYA } from "./backdrop";
import type { Scene } from "./scene";

const sending = z.object({ type: z.literal("message:send"), id: z.string() });

/** What agents wrote and have not sent: because others were faster, or because it is to be sent later. */
export const guardScenes: Scene[] = [
  {
    name: "inbox-stale",
    as: "Sam Okafor",
    set: async (page) => {
      await overtake(page);
      await page.goto(`/inbox/${MAYA}`);
      await page.locator("form textarea").fill("It should be back by Thursday.");
      await page.keyboard.press("Enter");
      const choice = page.getByRole("log").locator("section:has([role=alert])").getByRole("button").last();
      await expect(choice).toBeInViewport({ ratio: 1 });
    },
  },
  {
    name: "inbox-later",
    as: "Sam Okafor",
    set: async (page) => {
      // Not where others write: what is begun here stays a draft.
      await page.goto(`/inbox/${BEN}`);
      await page.locator("form textarea").fill("The harvest is in: shall we set a bag aside?");
      await page.locator("[data-later]").click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
];

/** A room where somebody was always faster. */
async function overtake(page: Page): Promise<void> {
  await page.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((frame) => {
      const sent = sending.safeParse(JSON.parse(String(frame)));
      if (!sent.success) return far.send(frame);
      const { id } = sent.data;
      const refusal = { code: "stale", message: "There is something new.", retryable: false };
      near.send(JSON.stringify({ type: "refused", id, ...refusal, unseen: [unseen] }));
    });
  });
}

const unseen = {
  ...{ id: "0198c0de-0000-7000-8000-000000000001", conversationId: MAYA, seq: 10_000, rev: 10_000 },
  ...{ kind: "text", senderId: null, senderRole: "agent", senderName: "Ines Moreau", hasMore: false },
  body: "Hi Maya, it came in this morning: I have set two litres aside for you.",
  ...{ threadId: null, threadSeq: null, replyTo: null, attachments: [], reactions: [], metadata: {} },
  ...{ createdAt: "2026-11-21T12:00:00.000Z", editedAt: null, deletedAt: null },
};
