import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Page } from "@playwright/test";
import { openReceiver } from "../support/webhook-receiver";
import { composer, openInInbox, said, say, timeline, writeAsGuest } from "./conversation";
import { query } from "./database";
import { listenIn, rung } from "./heard";
import { expect, test } from "./stage";

const PATH = "/inbox/settings/bot?business=harbor-coffee";

let bots: ChildProcess[] = [];

/** One that other tests left is off; one that these leave would be asked by others. */
const removeBots = () => query("delete from bots");

test.beforeEach(removeBots);
test.afterEach(async () => {
  for (const bot of bots) bot.kill("SIGKILL");
  bots = [];
  await removeBots();
});

/** Nora adds a bot in the settings, which leads to a port of this machine; its secret is shown once. */
async function addBot(nora: Page, port: number): Promise<string> {
  await nora.goto(PATH);
  await nora.getByLabel("Name").fill("Bean");
  await nora.getByLabel("Address of your server").fill(`http://localhost:${port}/`);
  await nora.getByRole("button", { name: "Add" }).click();
  const dialog = nora.getByRole("dialog", { name: "The secret of this bot" });
  const secret = await dialog.locator("[data-secret]").innerText();
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(nora.getByRole("heading", { name: "Bean" })).toBeVisible();
  return secret;
}

/** By which the bot answers; shown once, too. */
async function makeToken(nora: Page): Promise<string> {
  await nora.getByRole("button", { name: "Make a token" }).click();
  const dialog = nora.getByRole("dialog", { name: "The token of this bot" });
  const token = await dialog.locator("[data-secret]").innerText();
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(nora.getByText("Never used")).toBeVisible();
  return token;
}

/** The program in `examples/`, as its own process; answers once it listens. */
async function startBot(settings: { secret: string; token: string; port: number }) {
  const { secret, token, port } = settings;
  const bot = spawn(process.execPath, ["examples/faq-bot/bot.mjs"], {
    env: {
      ...process.env,
      ...{ BOT_SECRET: secret, BOT_TOKEN: token, PORT: String(port) },
      API_URL: process.env.E2E_URL ?? "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  bots.push(bot);
  await once(bot.stdout, "data");
  return bot;
}

const PORT = 18_787;

test("[F27] a bot answers once, marked as one, until its customer asks for a person", async ({ enter }) => {
  const [vera, nora] = await Promise.all([enter(), enter("Nora Lindqvist")]);
  const secret = await addBot(nora, PORT);
  await startBot({ secret, token: await makeToken(nora), port: PORT });
  const name = await writeAsGuest(vera, "When do you close on Fridays?");
  const answer = said(vera, "We are open Monday to Friday");
  await expect(answer).toHaveCount(1);
  await expect(timeline(vera).getByRole("article", { name: "Bean, Bot" })).toHaveCount(1);
  await expect(timeline(vera)).toContainText("Bean, a bot, joined");

  await nora.goto("/inbox");
  const line = nora
    .getByRole("region", { name: "Conversations" })
    .getByRole("listitem")
    .filter({ hasText: name });
  await expect(line).toContainText("Bean (bot)");
  await expect(line).not.toContainText("Waiting for an answer");

  await say(vera, "Do you have oat milk?");
  await expect(said(vera, "Yes, oat and almond")).toHaveCount(1);
  await expect(vera.getByRole("button", { name: "Talk to a person" })).toHaveCount(1);
  await vera.getByRole("button", { name: "Talk to a person" }).click();
  await expect(timeline(vera)).toContainText("You asked for a person.");
  await expect(vera.getByRole("button", { name: "Talk to a person" })).toHaveCount(0);

  await openInInbox(nora, name);
  await expect(timeline(nora)).toContainText("asked for a person.");
  await expect(timeline(nora).getByRole("article", { name: "Bean, Bot" })).toHaveCount(2);
  await say(vera, "When do you close on Saturdays?");
  await expect(said(nora, "When do you close on Saturdays?")).toHaveCount(1);
  await say(nora, "At four.");
  await expect(said(vera, "At four.")).toHaveCount(1);
  await expect(timeline(vera).getByRole("article", { name: "Bean, Bot" })).toHaveCount(2);
});

test("[F27] what a bot does not know, and what a dead one is asked, is for people", async ({ enter }) => {
  test.slow();
  const [vera, leo, nora] = await Promise.all([enter(), enter(), enter("Nora Lindqvist")]);
  const secret = await addBot(nora, PORT);
  const bot = await startBot({ secret, token: await makeToken(nora), port: PORT });
  await writeAsGuest(vera, "My order has not come");
  await expect(timeline(vera)).toContainText("Bean asked a person to go on.");

  bot.kill("SIGKILL");
  await once(bot, "exit");
  const name = await writeAsGuest(leo, "When do you close?");
  await expect(timeline(leo)).toContainText("Bean cannot answer. A person will.", { timeout: 45_000 });
  await expect(said(leo, "When do you close?")).toHaveCount(1);
  await nora.goto(PATH);
  await expect(nora.getByText("The server could not be reached.")).toBeVisible();
  await openInInbox(nora, name);
  await expect(composer(nora)).toBeVisible();
  await say(nora, "At six.");
  await expect(said(leo, "At six.")).toHaveCount(1);
});

test("[F27] a bot is seen to type, rings with nobody, and says nothing more once a person goes on", async ({
  enter,
}) => {
  const [vera, nora] = await Promise.all([enter(), enter("Nora Lindqvist")]);
  await listenIn(nora);
  const receiver = await openReceiver();
  receiver.answer(202);
  try {
    await addBot(nora, receiver.port);
    const token = await makeToken(nora);
    await nora.goto("/inbox");
    const list = nora.getByRole("region", { name: "Conversations" });
    await expect(list.getByRole("listitem").first()).toBeVisible();
    const name = await writeAsGuest(vera, "When do you close on Fridays?");
    await expect.poll(() => receiver.hits.length).toBe(1);
    const { conversation, message } = receiver.events()[0].data;
    const ask = (path: string, data: object) =>
      vera.request.post(`/api/conversations/${conversation.id}/${path}`, {
        ...{ data, headers: { authorization: `Bearer ${token}`, cookie: "" } },
      });
    expect((await ask("typing", { isTyping: true })).status()).toBe(200);
    await expect(vera.getByText("Bean is typing…")).toBeVisible();
    expect((await ask("typing", { isTyping: false })).status()).toBe(200);
    await expect(vera.getByText("Bean is typing…")).toHaveCount(0);

    // It stands in the inbox and waits for nobody there; what comes for a person is told of.
    const line = list.getByRole("listitem").filter({ hasText: name });
    await expect(line).toContainText("When do you close on Fridays?");
    await expect(line).not.toContainText("Waiting for an answer");
    const told = nora.getByRole("region", { name: "New messages" }).getByRole("listitem");
    expect([await told.filter({ hasText: name }).count(), await rung(nora)]).toEqual([0, 0]);
    expect((await ask("handover", {})).status()).toBe(200);
    await expect(told.filter({ hasText: name })).toHaveCount(1);
    await expect(line).toContainText("Waiting for an answer");
    await expect.poll(() => rung(nora)).toBe(1);

    await openInInbox(nora, name);
    await say(nora, "At five.");
    await expect(said(vera, "At five.")).toHaveCount(1);
    await expect(timeline(vera)).toContainText("Nora Lindqvist joined");
    const late = await ask("messages", { inReplyTo: message.id, body: "At six." });
    expect([late.status(), (await late.json()).error.code]).toEqual([409, "conflict"]);
    await say(vera, "Thank you!");
    await expect(said(nora, "Thank you!")).toHaveCount(1);
    await expect(said(vera, "At six.")).toHaveCount(0);
    await expect(timeline(vera).getByRole("article", { name: "Bean, Bot" })).toHaveCount(0);
  } finally {
    receiver.close();
  }
});

test("[S10] Sam, who is an agent, and Maya are shown no bot", async ({ enter }) => {
  for (const name of ["Sam Okafor", "Maya Fernandes"] as const) {
    const page = await enter(name);
    const refused = await page.request.get(PATH);
    expect([403, 404]).toContain(refused.status());
    expect(await refused.text()).not.toContain("Add a bot");
  }
});
