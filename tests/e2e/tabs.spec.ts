import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { openChat, openInInbox, said, say } from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { expect, test } from "./stage";

const TABS = 5;

test("[F35] [G1] [G2] Of Leo's five tabs one is killed while nothing gets through; the others send what it wrote, once", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const first = await enter("Leo Brandt");
  const others = await Promise.all(Array.from({ length: TABS - 1 }, () => first.context().newPage()));
  const tabs = [first, ...others];
  const lines = await Promise.all(tabs.map(lay));
  for (const tab of tabs) await openChat(tab, "northside-bikes");
  await Promise.all(lines.map((line) => line.cut()));
  const text = `From the tab that dies ${randomUUID()}`;
  await say(first, text);
  await expect(said(first, text)).toContainText("Sending");
  await first.close();

  for (const line of lines) line.restore();
  for (const tab of others) {
    await expect(said(tab, text)).toHaveCount(1);
    await expect(said(tab, text)).toContainText(/Sent|Delivered|Read/);
  }
  const june = await enter("June Park");
  await openInInbox(june, "Leo Brandt");
  await expect(said(june, text)).toHaveCount(1);
});

const storages = {
  forbidden: () => {
    indexedDB.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    Object.defineProperty(window, "sessionStorage", {
      get: () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  },
  full: () => {
    const refuse = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    IDBObjectStore.prototype.put = refuse;
    Storage.prototype.setItem = refuse;
  },
};

for (const [how, spoil] of Object.entries(storages))
  test(`[F33] [G1] Maya's browser storage is ${how}, and what she writes without a network is sent when it is back`, async ({
    enter,
    expectComplaint,
  }) => {
    expectComplaint(/ERR_INTERNET_DISCONNECTED/);
    expectComplaint(COMPLAINT_OF_THE_LINE);
    const maya = await enter("Maya Fernandes");
    await maya.addInitScript(spoil);
    const line = await lay(maya);
    await openChat(maya, "harbor-coffee");
    const [before, meanwhile] = [`Before ${randomUUID()}`, `Meanwhile ${randomUUID()}`];
    await say(maya, before);
    await isSent(maya, before);
    await line.cut();
    await say(maya, meanwhile);
    await expect(said(maya, meanwhile)).toContainText("Sending");
    line.restore();
    await isSent(maya, meanwhile);
    await maya.reload();
    for (const text of [before, meanwhile]) await expect(said(maya, text)).toHaveCount(1);
  });

async function isSent(page: Page, text: string): Promise<void> {
  await expect(said(page, text)).toHaveCount(1);
  await expect(said(page, text)).toContainText(/Sent|Delivered|Read/);
}
