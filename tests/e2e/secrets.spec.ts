import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { KINDS } from "../scenes/backdrop";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { query } from "./database";
import { expect, test } from "./stage";

const secrets = (page: Page): Locator =>
  timeline(page).getByRole("article").filter({ hasText: "One-time secret" });
const form = (page: Page): Locator => page.getByRole("dialog", { name: "Send a one-time secret" });
const reader = (page: Page): Locator => page.getByRole("dialog", { name: /^One-time secret from/ });

/** This browser can be sent secrets from then on. */
async function deviceIsKnown(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const request = indexedDB.open("servihub-device", 1);
        const database = await new Promise<IDBDatabase | null>((resolve) => {
          request.onsuccess = () => resolve(request.result);
          // Not made here: then the page would never make it.
          request.onupgradeneeded = () => request.transaction?.abort();
          request.onerror = () => resolve(null);
        });
        if (!database) return 0;
        const kept = database.transaction("keys").objectStore("keys").getAll();
        const rows = await new Promise<{ publishedAtMs: number }[]>((resolve) => {
          kept.onsuccess = () => resolve(kept.result);
        });
        database.close();
        return rows.filter(({ publishedAtMs }) => publishedAtMs > 0).length;
      }),
    )
    .toBe(1);
}

async function sendSecret(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Send as a one-time secret" }).click();
  await form(page).getByRole("textbox").fill(text);
  await form(page).getByRole("button", { name: "Send secret" }).click();
  await expect(form(page)).toHaveCount(0);
}

async function reveal(page: Page): Promise<void> {
  await secrets(page).last().getByRole("button", { name: "Reveal…" }).click();
  await reader(page).getByRole("button", { name: "Show it now" }).click();
}

test("What Sam sends Maya as a secret she sees once, on a device that keeps its key, and the site never", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await deviceIsKnown(maya);
  const heard: string[] = [];
  sam.on("request", (request) => heard.push(request.postData() ?? ""));
  sam.on("websocket", (socket) => socket.on("framesent", ({ payload }) => heard.push(String(payload))));
  await openInInbox(sam, "Maya Fernandes");
  const words = `The door code is ${randomUUID()}`;
  await sendSecret(sam, words);
  await expect(secrets(sam).last()).toContainText("Not opened yet");
  await expect(secrets(sam).last().getByRole("button", { name: "Reveal…" })).toHaveCount(0);
  expect(heard.join("\n")).not.toContain(words);
  expect(await everythingStored()).not.toContain(words);

  await maya.reload();
  await expect(secrets(maya).last()).toContainText("Can be seen once");
  await reveal(maya);
  await expect(reader(maya)).toContainText(words);
  await expect(secrets(sam).last()).toContainText("Opened by Maya Fernandes");
  await maya.keyboard.press("Escape");
  await expect(reader(maya)).toHaveCount(0);
  await expect(maya.getByText(words)).toHaveCount(0);
  await expect(composer(maya)).toBeVisible();
  await expect(secrets(maya).last()).toContainText("Opened by you");
  await expect(secrets(maya).last().getByRole("button", { name: "Reveal…" })).toHaveCount(0);
  await sam.goto("/inbox");
  await expect(sam.getByRole("link", { name: "Maya Fernandes" })).toContainText("One-time secret");
});

test("What Leo sends the business one of it sees: whoever is second is told so", async ({ enter }) => {
  const [leo, sam, ines] = await Promise.all([
    enter("Leo Brandt"),
    enter("Sam Okafor"),
    enter("Ines Moreau"),
  ]);
  await openChat(leo, "harbor-coffee");
  for (const agent of [sam, ines]) {
    await openInInbox(agent, "Leo Brandt");
    await deviceIsKnown(agent);
  }
  const words = `My locker is ${randomUUID()}`;
  await sendSecret(leo, words);
  for (const agent of [sam, ines])
    await secrets(agent).last().getByRole("button", { name: "Reveal…" }).click();
  await reader(sam).getByRole("button", { name: "Show it now" }).click();
  await expect(reader(sam)).toContainText(words);
  await reader(ines).getByRole("button", { name: "Show it now" }).click();
  await expect(reader(ines)).toContainText("Somebody else opened it first.");
  await expect(ines.getByText(words)).toHaveCount(0);
  await expect(secrets(leo).last()).toContainText("Opened by Sam Okafor");
});

test("A secret that expired is given to nobody, and one that was deleted is not either", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await deviceIsKnown(maya);
  await openInInbox(sam, "Maya Fernandes");
  const before = await secrets(maya).count();
  await sendSecret(sam, "Too late");
  await expect(secrets(maya)).toHaveCount(before + 1);
  await secrets(maya).last().getByRole("button", { name: "Reveal…" }).click();
  await query("update secrets set expires_at = now() where opened_at is null");
  await reader(maya).getByRole("button", { name: "Show it now" }).click();
  await expect(reader(maya)).toContainText("It is gone");
  await maya.keyboard.press("Escape");

  await sendSecret(sam, "On second thought");
  await expect(secrets(maya)).toHaveCount(before + 2);
  await secrets(maya).last().getByRole("button", { name: "Reveal…" }).click();
  await secrets(sam).last().hover();
  await secrets(sam)
    .last()
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await sam.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(secrets(sam)).toHaveCount(before + 1);
  await reader(maya).getByRole("button", { name: "Show it now" }).click();
  await expect(reader(maya)).toContainText("It is gone");
});

test("A browser that was not known when it was sent is told so, and nothing is used up", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await deviceIsKnown(maya);
  await openInInbox(sam, "Maya Fernandes");
  const words = `For the first device ${randomUUID()}`;
  await sendSecret(sam, words);
  const elsewhere = await enter("Maya Fernandes");
  await openChat(elsewhere, "harbor-coffee");
  await reveal(elsewhere);
  await expect(reader(elsewhere)).toContainText("It has not been used up.");
  await reveal(maya);
  await expect(reader(maya)).toContainText(words);
});

test("Sam is told when a customer has no browser that could open a secret, and loses no words", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await sam.goto(`/inbox/${KINDS}`);
  await composer(sam).fill("The code is 4711");
  await sam.getByRole("button", { name: "Send as a one-time secret" }).click();
  await expect(form(sam).getByRole("textbox")).toHaveValue("The code is 4711");
  await form(sam).getByText("1 hour").click();
  await form(sam).getByRole("button", { name: "Send secret" }).click();
  await expect(form(sam)).toContainText("Noor Haddad has not been here yet");
  await sam.keyboard.press("Escape");
  await expect(form(sam)).toHaveCount(0);
  await expect(composer(sam)).toHaveValue("The code is 4711");
});

test("A card number is noticed before it is sent, and goes as a secret; an order number is not", async ({
  enter,
}) => {
  const [leo, sam] = await Promise.all([enter("Leo Brandt"), enter("Sam Okafor")]);
  await openInInbox(sam, "Leo Brandt");
  await deviceIsKnown(sam);
  await openChat(leo, "harbor-coffee");
  const notice = leo.getByRole("status").filter({ hasText: "This looks like a card number." });
  await composer(leo).fill("Order 2026-1121-0042-7781, call +351 912 345 678");
  await expect(composer(leo)).toHaveValue(/7781/);
  await expect(notice).toHaveCount(0);

  const words = `4111 1111 1111 1111 ${randomUUID().slice(0, 8).replace(/\d/g, "x")}`;
  await composer(leo).fill(words);
  await notice.getByRole("button", { name: "Send as secret" }).click();
  await expect(form(leo).getByRole("textbox")).toHaveValue(words);
  await form(leo).getByRole("button", { name: "Send secret" }).click();
  await expect(form(leo)).toHaveCount(0);
  await expect(composer(leo)).toHaveValue("");
  await reveal(sam);
  await expect(reader(sam)).toContainText(words);

  const again = `DE89 3704 0044 0532 0130 00, ${randomUUID()}`;
  await composer(leo).fill(again);
  await leo.getByRole("button", { name: "Send anyway" }).click();
  await expect(said(leo, again)).toHaveCount(1);
  await composer(leo).fill(words);
  await notice.getByRole("button", { name: "Close" }).click();
  await expect(notice).toHaveCount(0);
  await say(leo, "Rather not");
  await expect(said(leo, "Rather not").last()).toBeVisible();
});

/** Every row of every table, as text. */
async function everythingStored(): Promise<string> {
  const tables = await query("select tablename as name from pg_tables where schemaname = 'public'");
  const all = await Promise.all(tables.map(({ name }) => query(`select t::text as row from "${name}" t`)));
  return all
    .flat()
    .map(({ row }) => row)
    .join("\n");
}
