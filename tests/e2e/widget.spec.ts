import { createHmac, randomUUID } from "node:crypto";
import fs from "node:fs";
import { gzipSync } from "node:zlib";
import type { FrameLocator, Page } from "@playwright/test";
import { spend } from "../budgets/budgets";
import { enterAsNora } from "../scenes/figure-scenes";
import { openInInbox, said, say } from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { allow, chatIn, launcher, openShop, type Shop } from "./shop";
import { expect, test } from "./stage";

const SECRET = `svw_${randomUUID()}`;

let shop: Shop;
test.beforeAll(async () => {
  shop = await openShop();
  await allow([shop.origin], SECRET);
});
test.afterAll(() => shop.close());

const field = (chat: FrameLocator) => chat.getByRole("textbox", { name: /^Message to/ });
const saidIn = (chat: FrameLocator, text: string) =>
  chat.getByRole("log", { name: "Messages" }).getByRole("article").filter({ hasText: text });

async function sayIn(chat: FrameLocator, text: string): Promise<void> {
  await field(chat).fill(text);
  await field(chat).press("Enter");
}

/** A visitor of the shop opens the chat and gives a name. */
async function beginAs(page: Page, name: string): Promise<FrameLocator> {
  await page.goto(shop.url);
  await launcher(page).click();
  const chat = chatIn(page);
  await chat.getByLabel("Your name").fill(name);
  await chat.getByRole("button", { name: "Start chatting" }).click();
  await expect(field(chat)).toBeVisible();
  return chat;
}

function tokenOf(claims: object, secret = SECRET): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1_000) + 300;
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ exp, ...claims })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

test("The button is next to nothing, and nothing else is loaded before somebody touches it", async ({
  enter,
}) => {
  const page = await enter();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(shop.url);
  await expect(launcher(page)).toHaveAccessibleName("Open chat");
  await page.waitForLoadState("networkidle");
  const ofProduct = asked.filter((url) => !url.startsWith(shop.origin));
  expect(ofProduct).toEqual([`${process.env.E2E_URL}/widget.js`]);
  spend("the button of the widget", "widget.js", gzipSync(fs.readFileSync("public/widget.js")).length);
});

test("Vera writes from the shop's own page, Sam answers, and she sees on the button that he did", async ({
  enter,
}) => {
  const [page, sam] = await Promise.all([enter(), enter("Sam Okafor")]);
  const name = `Vera ${randomUUID().slice(0, 8)}`;
  const [question, answer, more] = ["Is it glazed?", "It is.", "And food safe."].map(
    (words) => `${words} ${randomUUID()}`,
  ) as [string, string, string];
  const chat = await beginAs(page, name);
  await sayIn(chat, question);
  await expect(saidIn(chat, question)).toContainText(/Sent|Delivered|Read/);
  await openInInbox(sam, name);
  await say(sam, answer);
  await expect(saidIn(chat, answer)).toBeVisible();
  await expect(said(sam, answer)).toContainText("Read");

  await chat.getByRole("button", { name: "Close chat" }).click();
  await expect(launcher(page)).toBeFocused();
  await expect(launcher(page)).toHaveAccessibleName("Open chat");
  await say(sam, more);
  await expect(launcher(page)).toHaveAccessibleName("Open chat (1 unread message)");
  await expect(page.getByText("Unread answers: 1")).toBeVisible();

  // Who touched it once is told on the next page, too, and finds all of it again.
  await page.reload();
  await expect(launcher(page)).toHaveAccessibleName("Open chat (1 unread message)");
  await page.getByRole("button", { name: "Ask us something" }).click();
  await expect(saidIn(chat, question)).toHaveCount(1);
  await expect(saidIn(chat, more)).toBeVisible();
  await expect(field(chat)).toBeFocused();
  await expect(said(sam, more)).toContainText("Read");
  await page.keyboard.press("Escape");
  await expect(launcher(page)).toHaveAccessibleName("Open chat");
});

test("[G4] Vera's line is cut while she writes in the frame, and nothing is lost or said twice", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const [page, sam] = await Promise.all([enter(), enter("Sam Okafor")]);
  const line = await lay(page);
  const name = `Vera ${randomUUID().slice(0, 8)}`;
  const [before, offline, missed] = ["before", "offline", "missed"].map(
    (word) => `${word} ${randomUUID()}`,
  ) as [string, string, string];
  const chat = await beginAs(page, name);
  await sayIn(chat, before);
  await expect(saidIn(chat, before)).toContainText(/Sent|Delivered|Read/);
  await openInInbox(sam, name);
  await line.cut();
  await sayIn(chat, offline);
  await say(sam, missed);
  line.restore();
  await expect(saidIn(chat, missed)).toHaveCount(1, { timeout: 30_000 });
  await expect(saidIn(chat, offline)).toContainText(/Sent|Delivered|Read/, { timeout: 30_000 });
  for (const text of [before, offline, missed]) await expect(said(sam, text)).toHaveCount(1);
});

test("Somebody whom the shop names finds their conversation on another device, and nobody else does", async ({
  enter,
}) => {
  const sub = randomUUID();
  const claims = { sub, name: `Maya ${sub.slice(0, 8)}` };
  const words = `Where is my order? ${randomUUID()}`;
  const open = async (token: string) => {
    const page = await enter();
    await page.goto(shop.url);
    await page.evaluate((given) => {
      const { ServiHub } = window as typeof window & { ServiHub: { push: (call: unknown[]) => void } };
      ServiHub.push(["identify", async () => given]);
      ServiHub.push(["on", "refused", (code: string) => document.body.setAttribute("data-refused", code)]);
      ServiHub.push(["open"]);
    }, token);
    return page;
  };
  const laptop = await open(tokenOf(claims));
  await sayIn(chatIn(laptop), words);
  await expect(saidIn(chatIn(laptop), words)).toContainText(/Sent|Delivered|Read/);

  const phone = await open(tokenOf(claims));
  await expect(saidIn(chatIn(phone), words)).toHaveCount(1);
  const somebodyElse = await open(tokenOf({ ...claims, sub: randomUUID() }));
  await expect(field(chatIn(somebodyElse))).toBeVisible();
  await expect(saidIn(chatIn(somebodyElse), words)).toHaveCount(0);
  const forger = await open(tokenOf(claims, `${SECRET}x`));
  await expect(forger.locator("body")).toHaveAttribute("data-refused", "unauthorized");
  await expect(chatIn(forger).getByLabel("Your name")).toBeVisible();

  // Signed out of the shop, they are nobody in the frame.
  const refused: number[] = [];
  phone.on("response", (response) => {
    if (response.status() >= 400) refused.push(response.status());
  });
  await phone.evaluate(() => {
    (window as typeof window & { ServiHub: { identify: (token: null) => void } }).ServiHub.identify(null);
  });
  await expect(chatIn(phone).getByLabel("Your name")).toBeVisible();
  // Their chat was gone before its sign-in, and asked for nothing any more.
  expect(refused).toEqual([]);
});

test("[S32] a site that is not on the list is refused the frame, and so is every other page of ours", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/frame-ancestors|X-Frame-Options|Refused to (frame|display)|Framing/i);
  const stranger = await openShop();
  try {
    const page = await enter();
    await page.goto(stranger.url);
    await launcher(page).click();
    await expect(page.locator("servihub-chat dialog")).toBeVisible();
    await expect
      .poll(() => page.frames().filter((frame) => frame.url().startsWith(`${process.env.E2E_URL}/`)))
      .toEqual([]);
    const ofEmbed = await page.request.get(`${process.env.E2E_URL}/embed/harbor-coffee`);
    const policy = ofEmbed.headers()["content-security-policy"] ?? "";
    expect(policy).toContain(`frame-ancestors 'self' ${shop.origin}`);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    // Sizes and hues of single elements, and nothing else that stands in the page.
    expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe");
    expect(ofEmbed.headers()["cache-control"]).toContain("no-store");
    for (const nothing of ["/embed", "/embed/nobody", "/embed/harbor%20coffee", "/embed/harbor-coffee/x"]) {
      const response = await page.request.get(`${process.env.E2E_URL}${nothing}`);
      expect([nothing, response.status()]).toEqual([nothing, 404]);
    }
    for (const path of ["/", "/sign-in", "/b/harbor-coffee", "/api/me"]) {
      const response = await page.request.get(`${process.env.E2E_URL}${path}`);
      expect([path, response.headers()["x-frame-options"]]).toEqual([path, "SAMEORIGIN"]);
    }
  } finally {
    await stranger.close();
  }
});

test("[S32] what another window or another site says to the page or to the frame is not heard", async ({
  enter,
}) => {
  const page = await enter();
  const chat = await beginAs(page, `Vera ${randomUUID().slice(0, 8)}`);
  // The page itself, and another frame in it, are no frame of the widget; that frame is no page around the chat.
  await page.evaluate(() => {
    window.postMessage({ servihub: "unread", count: 7 }, "*");
    window.postMessage({ servihub: "close" }, "*");
    const frame = document.createElement("iframe");
    frame.srcdoc = `<script>
      parent.postMessage({ servihub: "close" }, "*");
      const chat = parent.document.querySelector("servihub-chat").shadowRoot.querySelector("iframe");
      chat.contentWindow.postMessage({ servihub: "identify", token: null }, "*");
      parent.document.body.dataset.forged = "";
    </script>`;
    document.body.append(frame);
  });
  await expect(page.locator("body[data-forged]")).toBeVisible();
  const words = `Still me ${randomUUID()}`;
  await sayIn(chat, words);
  await expect(saidIn(chat, words)).toContainText(/Sent|Delivered|Read/);
  await expect(launcher(page)).toHaveAccessibleName("Close chat");
  await expect(field(chat)).toBeVisible();
});

test("[S10] the frame's sign-in opens nothing else of the site", async ({ enter, expectComplaint }) => {
  expectComplaint(/403/);
  const page = await enter();
  await beginAs(page, `Vera ${randomUUID().slice(0, 8)}`);
  const cookies = await page.context().cookies(process.env.E2E_URL);
  const [kept] = cookies.filter(({ name }) => name.endsWith("servihub-frame"));
  expect(kept).toMatchObject({ httpOnly: true, secure: true, sameSite: "None", path: "/" });
  const frame = page.frames().find((each) => each.url().includes("/embed/"));
  const ask = (path: string, body?: object) =>
    frame?.evaluate(
      async ([to, asked]) => {
        const response = await fetch(String(to), {
          ...(asked && { method: "POST", body: JSON.stringify(asked) }),
          headers: { "content-type": "application/json" },
        });
        return response.status;
      },
      [path, body] as const,
    );
  expect(await ask("/api/tickets", { feed: "me" })).toBe(200);
  expect(await ask("/api/conversations", { business: "northside-bikes" })).toBe(403);
  expect(
    await ask("/api/push", { endpoint: "https://push.example/", keys: { p256dh: "a", auth: "b" } }),
  ).toBe(403);
  // A page of the site in its own window knows them as nobody.
  const site = await page.context().newPage();
  await site.goto(`${process.env.E2E_URL}/`);
  await expect(site.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("A browser that keeps nothing for a frame has the chat in a window of its own", async ({ enter }) => {
  const page = await enter();
  // Playwright's own requests would keep the cookie for it.
  await page.route("**/embed/**", async (route, request) => {
    if (request.method() !== "POST") return route.fallback();
    const { origin, referer = "", "content-type": type = "", "next-action": action = "" } = request.headers();
    const asked = { origin: origin ?? "", referer, "content-type": type, "next-action": action };
    const answer = await fetch(request.url(), {
      ...{ method: "POST", headers: { ...asked, accept: "text/x-component" } },
      body: request.postData() ?? "",
    });
    const headers = { "content-type": answer.headers.get("content-type") ?? "" };
    await route.fulfill({ status: answer.status, headers, body: await answer.text() });
  });
  await page.goto(shop.url);
  await launcher(page).click();
  const chat = chatIn(page);
  await chat.getByLabel("Your name").fill(`Vera ${randomUUID().slice(0, 8)}`);
  await chat.getByRole("button", { name: "Start chatting" }).click();
  const elsewhere = chat.getByRole("link", { name: "Open the chat in a window of its own" });
  await expect(elsewhere).toHaveAttribute("href", "/b/harbor-coffee?chat=open");
  const [opened] = await Promise.all([page.context().waitForEvent("page"), elsewhere.click()]);
  await expect(opened.getByRole("dialog", { name: "Chat with Harbor Coffee" })).toBeVisible();
});

test("Nora says where her chat may be shown, how it looks, and makes a secret", async ({ enter }) => {
  const nora = await enter();
  await enterAsNora(nora, "/inbox/settings");
  const section = nora.getByRole("region", { name: "Chat on your own site" });
  const origins = section.getByLabel("Sites that may show it");
  await origins.fill(`${shop.origin}\nhttp://shop.example`);
  await section.getByRole("button", { name: "Save" }).click();
  await expect(section.getByText("http://shop.example is no address of a site.")).toBeVisible();
  await expect(origins).toHaveValue(`${shop.origin}\nhttp://shop.example`);
  await origins.fill(`${shop.origin}\nshop.example/cart`);
  await section.getByLabel(/^At the bottom left/).check();
  await section.getByRole("button", { name: "Save" }).click();
  await expect(origins).toHaveValue(`${shop.origin}\nhttps://shop.example`);
  await expect(section.locator("[data-snippet]")).toHaveText(
    `<script async src="${process.env.E2E_URL}/widget.js" data-business="harbor-coffee" data-corner="start"></script>`,
  );
  await section.getByRole("button", { name: "New secret" }).click();
  await nora.getByRole("dialog").getByRole("button", { name: "New secret" }).click();
  const dialog = nora.getByRole("dialog", { name: "The secret of your chat" });
  await expect(dialog.getByText(/^svw_/)).toBeVisible();
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(dialog).toHaveCount(0);
  await allow([shop.origin], SECRET);
});

test("On a phone the chat has the whole screen, in the language and the theme of the page", async ({
  enter,
}) => {
  const arabic = await openShop('data-business="harbor-coffee" data-language="ar" data-theme="dark"');
  try {
    await allow([shop.origin, arabic.origin], SECRET);
    const page = await enter(undefined, { viewport: { width: 390, height: 780 } });
    await page.goto(arabic.url);
    await launcher(page).click();
    const chat = chatIn(page);
    await expect(chat.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(chat.locator("html")).toHaveCSS("color-scheme", "dark");
    await expect(chat.getByRole("textbox")).toBeFocused();
    const box = await page.locator("servihub-chat iframe").boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 390, height: 780 });
    await page.keyboard.press("Escape");
    await expect(launcher(page)).toBeFocused();
  } finally {
    await arabic.close();
    await allow([shop.origin], SECRET);
  }
});
