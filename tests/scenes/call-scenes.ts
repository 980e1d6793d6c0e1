import { expect, type Page } from "@playwright/test";
import { MAYA } from "./backdrop";
import type { Scene } from "./scene";

/** Calls as the customer has them before her. Nobody else is there, and nothing of them is stored. */
export const callScenes: Scene[] = [
  {
    name: "chats-ringing",
    as: "Maya Fernandes",
    set: async (page) => {
      await playRoom(page, (said, tell) => {
        if (said.type === "resumed") tell("message:new", callOf("agent", "Sam Okafor"));
      });
      await open(page);
      await expect(card(page).getByRole("button")).toHaveCount(2);
    },
  },
  {
    name: "chats-calling",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = async () =>
          new AudioContext().createMediaStreamDestination().stream;
      });
      await playRoom(page, (said, tell) => {
        if (said.type === "call:start") tell("message:new", callOf("customer", "Maya Fernandes", said));
      });
      await open(page);
      await call(page);
      await expect(card(page).getByRole("button")).toHaveCount(2);
    },
  },
  {
    name: "chats-call-denied",
    as: "Maya Fernandes",
    set: async (page) => {
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      });
      await open(page);
      await call(page);
      await expect(card(page).getByRole("alert")).toBeVisible();
    },
  },
];

const card = (page: Page) => page.locator("header section");

async function call(page: Page): Promise<void> {
  // What it is called depends on the language; it stands first among what can be done.
  await page.locator("section > header").getByRole("button").first().click();
}

async function open(page: Page): Promise<void> {
  await page.goto(`/chats/${MAYA}`);
  await expect(page.getByRole("log").getByRole("article").last()).toBeVisible();
  await page.waitForLoadState("networkidle");
}

interface Said {
  type: string;
  id?: string;
  device?: string;
}
export type Tell = (type: string, message: object) => void;

/** A room that says what it does, and besides tells of calls that there are not. */
export async function playRoom(page: Page, listen: (said: Said, tell: Tell) => void): Promise<void> {
  await page.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    let place = { rev: 0, seq: 0 };
    // Among the notes of a conversation nobody takes part, and nothing is played.
    let isPlayed = true;
    const tell: Tell = (type, message) => {
      place = { rev: place.rev + 1, seq: place.seq + 1 };
      near.send(JSON.stringify({ type, rev: place.rev, message: { ...message, ...place } }));
    };
    far.onMessage((frame) => {
      const said = JSON.parse(String(frame));
      if (said.type === "welcome") {
        place = { rev: said.rev, seq: said.seq };
        isPlayed = said.participants.length > 0;
      }
      near.send(frame);
      if (isPlayed) listen(said, tell);
    });
    near.onMessage((frame) => {
      const said: Said = JSON.parse(String(frame));
      if (!said.type.startsWith("call:")) far.send(frame);
      listen(said, tell);
    });
  });
}

function callOf(role: string, name: string, { id, device }: Partial<Said> = {}) {
  const callerId = "00000000-0000-4000-8000-00000000000c";
  const metadata = {
    ...{ event: "call", state: "ringing", callerId, callerRole: role, callerDevice: device ?? callerId },
    ...{ calleeId: null, calleeName: null, calleeDevice: null, declinedBy: [] },
    ...{ answeredAt: null, seconds: null },
  };
  return {
    ...{ id: id ?? callerId, conversationId: MAYA, kind: "system", body: "Call", metadata },
    ...{ senderId: callerId, senderRole: role, senderName: name, hasMore: false },
    ...{ threadId: null, threadSeq: null, replyTo: null, attachments: [], reactions: [] },
    ...{ createdAt: new Date().toISOString(), editedAt: null, deletedAt: null },
  };
}
