import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { ATTACHMENT_BYTES_MAX } from "@/lib/attachment-limits";
import { openInInbox, said, say } from "./conversation";
import { query } from "./database";
import { picture, text } from "./files";
import { copiedLink, makeGroup } from "./groups";
import { type Enter, expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };

const field = (page: Page) => page.getByRole("textbox", { name: /^Message to/ });
const send = (page: Page) => page.getByRole("button", { name: "Send" });
const messages = (page: Page) => page.getByRole("region", { name: "Messages" }).getByRole("article");
const look = (page: Page) => page.getByRole("link", { name: "Look for new messages" }).click();
const customer = (page: Page) => page.getByRole("complementary", { name: "Customer" });

/** A visitor without scripts begins a conversation with Harbor Coffee; under which name. */
async function begin(enter: Enter): Promise<{ page: Page; name: string }> {
  const name = `Vera ${randomUUID().slice(0, 8)}`;
  const page = await enter(undefined, PLAIN);
  await page.goto("/b/harbor-coffee");
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Message/ })
    .click();
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Start chatting" }).click();
  await expect(page).toHaveURL(/\/plain\/[\w-]+#latest$/);
  return { page, name };
}

async function write(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await send(page).click();
  await expect(messages(page).filter({ hasText: words })).toHaveCount(1);
}

const conversationOf = (page: Page) => /plain\/([\w-]+)/.exec(page.url())?.[1] ?? "";

test("Vera, whose browser runs no scripts, begins a conversation, is answered by Sam and answers him", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const { page, name } = await begin(enter);
  await field(page).fill(`Do you have **oat** milk? ${tag}`);
  await send(page).click();
  await expect(messages(page).locator("strong")).toHaveText("oat");
  await expect(messages(page)).toContainText("Sent");
  await expect(field(page)).toHaveValue("");

  const sam = await enter("Sam Okafor");
  await openInInbox(sam, name);
  await say(sam, `We do, every day ${tag}`);
  await expect(said(sam, `We do, every day ${tag}`)).toContainText("Sent");
  await look(page);
  await expect(messages(page).filter({ hasText: `We do, every day ${tag}` })).toHaveCount(1);
  await expect(messages(page).first()).toContainText("Read");
  await expect(page.getByText("New messages", { exact: true })).toBeVisible();
  await expect(said(sam, `We do, every day ${tag}`)).toContainText("Read");

  await write(page, `Then I come by ${tag}`);
  await expect(said(sam, `Then I come by ${tag}`)).toBeVisible();
  await page.reload();
  await expect(messages(page)).toHaveCount(3);
  await page.goto("/chats");
  await page.getByRole("link", { name: "Harbor Coffee" }).click();
  await expect(messages(page)).toHaveCount(3);
});

test("What is sent twice is there once, and what is written in a page gone back to is not taken for it", async ({
  enter,
}) => {
  const { page } = await begin(enter);
  const form = await page.locator("input[name=form]").inputValue();
  const post = (body: string) =>
    page.request.post(`/plain/${conversationOf(page)}/messages`, {
      multipart: { form, body, file: text("menu.txt", "Cake") },
      headers: { origin: new URL(page.url()).origin },
      maxRedirects: 0,
    });
  const answers = await Promise.all([post("Twice"), post("Twice"), post("Twice")]);
  expect(answers.map((answer) => [answer.status(), answer.headers().location])).toEqual(
    answers.map(() => [303, `/plain/${conversationOf(page)}#latest`]),
  );
  await post("Another");
  const foreign = await page.request.post(`/plain/${conversationOf(page)}/messages`, {
    multipart: { form, body: "By another site" },
    headers: { origin: "https://evil.example" },
  });
  expect(foreign.status()).toBe(401);
  await look(page);
  await expect(messages(page).filter({ hasText: "Twice" })).toHaveCount(1);
  await expect(messages(page)).toHaveCount(2);

  await field(page).fill("By two clicks");
  await send(page).dblclick();
  await expect(messages(page).filter({ hasText: "By two clicks" })).toHaveCount(1);
  await look(page);
  await expect(messages(page)).toHaveCount(3);
});

test("Files go along with words and alone, and are links that lead to them", async ({ enter }) => {
  const { page } = await begin(enter);
  await page.getByLabel("Add a file").setInputFiles(await picture("tulips.jpg"));
  await write(page, "Such tulips");
  const link = messages(page).getByRole("link", { name: "Look at tulips.jpg" });
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/jpeg"]);
  await page.getByLabel("Add a file").setInputFiles(text("menu.txt", "Cake"));
  await send(page).click();
  const row = messages(page).getByRole("link", { name: /^Save menu\.txt/ });
  expect(await (await page.request.get((await row.getAttribute("href")) ?? "")).text()).toBe("Cake");
});

test("What cannot be sent says why, and is still there to be sent", async ({ enter }) => {
  const { page } = await begin(enter);
  const words = "With a film\nof the whole party";
  await field(page).fill(words);
  await page.getByLabel("Add a file").setInputFiles({
    ...{ name: "party.mp4", mimeType: "video/mp4" },
    buffer: Buffer.alloc(ATTACHMENT_BYTES_MAX + 300_000, 7),
  });
  await send(page).click();
  await expect(page.getByRole("alert")).toContainText("Not sent. The file is larger than 25 MB");
  await expect(field(page)).toHaveValue(words);
  // It is the same form, so that a message whose answer alone was lost is not sent anew by it.
  const sentBy = page.locator("input[name=form]");
  expect(new URL(page.url()).searchParams.get("form")).toBe(await sentBy.inputValue());
  await send(page).click();
  await expect(messages(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue("");

  await send(page).click();
  await expect(page.getByRole("alert")).toContainText("Write something, or choose a file.");
  await expect(messages(page)).toHaveCount(1);
});

test("Whoever is blocked meanwhile is told so, and what they wrote waits for them", async ({ enter }) => {
  const { page, name } = await begin(enter);
  await write(page, "Your beans are rubbish");
  const sam = await enter("Sam Okafor", { viewport: { width: 1440, height: 900 } });
  await openInInbox(sam, name);
  await customer(sam).getByRole("button", { name: "Block…" }).click();
  await sam.getByRole("dialog").getByLabel("A day").check();
  await sam.getByRole("dialog").getByLabel("Reason").fill("Insults");
  await sam.keyboard.press("Enter");
  await expect(customer(sam)).toContainText("Blocked until");
  await field(page).fill("And your cups leak");
  await send(page).click();
  await expect(page.getByText(/^You cannot write to this business until /)).toBeVisible();
  await expect(field(page)).toHaveCount(0);
  await expect(messages(page)).toHaveCount(1);
  await sam
    .getByRole("complementary", { name: "Customer" })
    .getByRole("button", { name: "Let them write again" })
    .click();
  await expect(async () => {
    await look(page);
    await expect(field(page)).toHaveValue("And your cups leak", { timeout: 1_000 });
  }).toPass();
});

test("Older messages are a page away, and what was said in between is nowhere lost", async ({ enter }) => {
  const { page } = await begin(enter);
  await query(
    `with place as (update conversations set last_seq = last_seq + 120, rev = rev + 120, last_message_at = now()
       where id = $1 returning *)
     insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body, created_at)
     select gen_random_uuid(), place.id, business_id, n, n, 'agent', 'Sam Okafor', 'Cup ' || n || '.',
       now() - (121 - n) * interval '1 hour' from place, generate_series(1, 120) n`,
    [conversationOf(page)],
  );
  await look(page);
  await expect(messages(page)).toHaveCount(50);
  const found = new Set<string>();
  const collect = async () => {
    for (const words of await messages(page).allTextContents())
      found.add(/Cup \d+\./.exec(words)?.[0] ?? words);
  };
  await collect();
  for (const left of [50, 20]) {
    await page.getByRole("link", { name: "Earlier messages" }).click();
    await expect(messages(page)).toHaveCount(left);
    await collect();
  }
  expect(found.size).toBe(120);
  await expect(page.getByText("This is the beginning of your conversation")).toBeVisible();
  await page.getByRole("link", { name: "Back to the newest messages" }).click();
  await expect(messages(page).last()).toContainText("Cup 120.");
});

test("A guest who registers keeps the conversation; one who leaves is told that it is for good", async ({
  enter,
}) => {
  const { page } = await begin(enter);
  await write(page, "Hello");
  await page.goto("/register");
  await page.getByLabel("E-mail").fill(`vera.${randomUUID().slice(0, 8)}@example.com`);
  await page.getByRole("textbox", { name: "Password" }).fill("a sentence is a good one");
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByRole("link", { name: "Harbor Coffee" }).click();
  await expect(messages(page)).toHaveText([/Hello/]);

  const other = await begin(enter);
  await other.page.goto("/sign-out");
  await other.page.getByRole("main").getByRole("button", { name: "Leave and lose my conversations" }).click();
  await other.page.goto("/plain");
  await expect(other.page).toHaveURL(/\/sign-in\?next=/);
});

test("A visitor follows a business, chooses topics and stops again", async ({ enter }) => {
  const page = await enter(undefined, PLAIN);
  await page.goto("/b/harbor-coffee");
  await page.getByRole("main").getByRole("button", { name: "Follow", exact: true }).click();
  await page.getByLabel("Your name").fill(`Vera ${randomUUID().slice(0, 8)}`);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await expect(page.getByText("You follow Harbor Coffee.")).toBeVisible();
  await page.getByRole("radio", { name: /^Only these topics/ }).check();
  await page.getByRole("checkbox", { name: "Opening hours" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Opening hours" })).not.toBeChecked();
  await expect(page.getByRole("radio", { name: /^Only these topics/ })).toBeChecked();
  await page.goto("/b/harbor-coffee");
  await page.getByRole("main").getByRole("button", { name: "Following" }).click();
  await page.getByRole("button", { name: "Stop following Harbor Coffee" }).click();
  await expect(page.getByText("You no longer follow Harbor Coffee.")).toBeVisible();
});

test("An invitation leads a visitor into the group, where they read on and write", async ({ enter }) => {
  const tag = randomUUID().slice(0, 8);
  const maya = await enter("Maya Fernandes");
  await makeGroup(maya, `Tasting ${tag}`);
  await say(maya, `Who brings cups? ${tag}`);
  await expect(said(maya, `Who brings cups? ${tag}`)).toContainText("Sent");
  const link = await copiedLink(maya);
  const page = await enter(undefined, PLAIN);
  await page.goto(link);
  await page.getByLabel("Your name").fill(`Vera ${tag}`);
  await page.getByRole("button", { name: "Start chatting" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Tasting ${tag}` })).toBeVisible();
  await expect(messages(page).filter({ hasText: `Who brings cups? ${tag}` })).toHaveCount(1);
  await write(page, `I do ${tag}`);
  await expect(said(maya, `I do ${tag}`)).toBeVisible();
});

for (const [path, heading] of Object.entries({
  "/": /./,
  "/sign-in": "Welcome back",
  "/register": "Register",
  "/b/harbor-coffee": "Harbor Coffee",
  "/b/harbor-coffee/news": "News from Harbor Coffee",
  "/b/harbor-coffee/follow": "Follow Harbor Coffee",
}))
  test(`Without scripts ${path} is there, and nothing of what holds its place`, async ({ enter }) => {
    const page = await enter(undefined, PLAIN);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole("main")).toHaveCount(1);
  });

test("A browser that was faster than its scripts is led on to the chat they make", async ({ enter }) => {
  const page = await enter();
  await page.goto("/b/harbor-coffee/chat");
  await expect(page.getByRole("dialog", { name: "Chat with Harbor Coffee" })).toBeVisible();
  const maya = await enter("Maya Fernandes");
  await maya.goto("/b/harbor-coffee/chat");
  await expect(maya).toHaveURL(/\/chats\/[\w-]+$/);
});
