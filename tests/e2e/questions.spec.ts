import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { enterAsNora } from "../scenes/figure-scenes";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { expect, test } from "./stage";

const NEWS = "/b/harbor-coffee/news";

/** Has Harbor Coffee tell everybody something by the site itself, as what was planned for now. */
async function plan(body: string): Promise<string> {
  const id = randomUUID();
  await query(
    `insert into posts (id, business_id, author_id, body, state, publish_at)
     select $1, b.id, m.user_id, $2, 'planned', now()
     from businesses b join memberships m on m.business_id = b.id and m.role = 'owner' where b.slug = 'harbor-coffee' limit 1`,
    [id, body],
  );
  return id;
}

const post = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });
const sheet = (page: Page) => page.getByRole("dialog", { name: "Ask Harbor Coffee" });
const question = (page: Page) => sheet(page).getByLabel("Your question", { exact: true });

/** Opens the post by itself, once it is published. */
async function open(page: Page, id: string, text: string): Promise<void> {
  await expect.poll(async () => (await page.request.get(`${NEWS}/${id}`)).status()).toBe(200);
  await page.goto(`${NEWS}/${id}`);
  await expect(post(page, text)).toBeVisible();
}

async function ask(page: Page, body: string, mayPublish = false): Promise<void> {
  await page.getByRole("button", { name: /^Ask privately about/ }).click();
  await question(page).fill(body);
  if (mayPublish)
    await sheet(page)
      .getByLabel(/may stand beneath the post/)
      .check();
  await sheet(page).getByRole("button", { name: "Send" }).click();
  await expect(sheet(page).getByText("Your question is sent.")).toBeVisible();
}

test("Three ask about a post, each in their own conversation; one answer reaches each, and stands beneath the post", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const id = await plan(`Cupping ${tag} on Thursday`);
  const [maya, leo, guest, nora] = await Promise.all([
    enter("Maya Fernandes"),
    enter("Leo Brandt"),
    enter(),
    enter(),
  ]);
  await Promise.all([maya, leo, guest].map((page) => open(page, id, tag)));
  await maya.getByRole("button", { name: /^Ask privately about/ }).click();
  expect((await new AxeBuilder({ page: maya }).analyze()).violations).toEqual([]);
  // What was begun is there again.
  await question(maya).fill("Do I have to");
  await maya.keyboard.press("Escape");
  await expect(sheet(maya)).toHaveCount(0);
  await maya.getByRole("button", { name: /^Ask privately about/ }).click();
  await expect(question(maya)).toHaveValue("Do I have to");
  await maya.keyboard.press("Escape");
  await ask(maya, `Do I have to book for the cupping ${tag}?`);
  await ask(leo, `Must I book for the cupping ${tag}?`, true);
  await guest.getByRole("button", { name: /^Ask privately about/ }).click();
  await sheet(guest).getByLabel("Your name", { exact: true }).fill(`Robin ${tag}`);
  await guest.keyboard.press("Escape");
  await guest.getByRole("button", { name: /^Ask privately about/ }).click();
  await sheet(guest).getByLabel("Your name", { exact: true }).fill(`Robin ${tag}`);
  await question(guest).fill(`Is there parking ${tag}?`);
  await sheet(guest).getByRole("button", { name: "Send" }).click();
  await expect(sheet(guest).getByText("Your question is sent.")).toBeVisible();

  // The question is in the conversation, with the post.
  await sheet(maya).getByRole("link", { name: "Open the conversation" }).click();
  const asked = maya.getByRole("log").getByRole("article").filter({ hasText: "Do I have to book" });
  await expect(asked.getByRole("link", { name: `Cupping ${tag}` })).toHaveAttribute("href", `${NEWS}/${id}`);

  await enterAsNora(nora, "/inbox/broadcasts");
  const published = nora.getByRole("region", { name: "Published" });
  const line = published.getByRole("listitem").filter({ hasText: tag });
  await expect(line).toContainText("3 questions wait");
  await line.getByRole("link").click();
  const questions = nora.getByRole("region", { name: "Questions" });
  await expect(questions.getByRole("listitem").filter({ hasText: "parking" })).toContainText(`Robin ${tag}`);
  const alike = questions.getByRole("group", { name: "2 questions that are alike" });
  await alike.getByRole("checkbox", { name: "Choose these 2" }).check();
  await alike.getByRole("button", { name: "Answer 2 questions" }).click();
  const dialog = nora.getByRole("dialog", { name: "Answer 2 questions" });
  await expect(dialog.getByLabel("Answer", { exact: true })).toBeFocused();
  await nora.keyboard.type(`No, just come to the cupping ${tag}.`);
  await nora.keyboard.press("Escape");
  await expect(alike.getByRole("button", { name: "Answer 2 questions" })).toBeFocused();
  await nora.keyboard.press("Enter");
  await expect(dialog.getByLabel("Answer", { exact: true })).toHaveValue(/just come/);
  await dialog.getByLabel(/Show it beneath the post as well/).check();
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
  const visitor = await enter();
  await open(visitor, id, tag);
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(nora.getByText("2 questions are answered.")).toBeVisible();
  await expect(alike).toHaveCount(0);
  await expect(questions).toContainText("2 of 2 told");
  await expect(questions.getByRole("listitem").filter({ hasText: "parking" })).toBeVisible();

  await expect(maya.getByRole("log")).toContainText(`No, just come to the cupping ${tag}.`);
  await sheet(leo).getByRole("link", { name: "Open the conversation" }).click();
  await expect(leo.getByRole("log")).toContainText(`No, just come to the cupping ${tag}.`);
  await expect(leo.getByRole("log")).not.toContainText("Do I have to book");
  await sheet(guest).getByRole("link", { name: "Open the conversation" }).click();
  await expect(guest.getByRole("log")).toContainText(`Is there parking ${tag}?`);
  await expect(guest.getByRole("log")).not.toContainText("just come");

  // Whoever has it open is shown at once, and nobody is named.
  const beneath = post(visitor, tag).getByRole("region", { name: "Asked and answered" });
  await expect(beneath).toContainText(`Must I book for the cupping ${tag}?`);
  await expect(beneath).toContainText(`No, just come to the cupping ${tag}.`);
  await expect(beneath).not.toContainText("Leo");
  expect((await new AxeBuilder({ page: visitor }).analyze()).violations).toEqual([]);
  await questions.getByLabel(/^Beneath the post/).uncheck();
  await expect(beneath).toHaveCount(0);
});

test("What is sent without a network goes out once there is one, once", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  const tag = randomUUID().slice(0, 8);
  const id = await plan(`Grinders ${tag}`);
  const leo = await enter("Leo Brandt");
  await open(leo, id, tag);
  await leo.getByRole("button", { name: /^Ask privately about/ }).click();
  await question(leo).fill(`Which one ${tag}?`);
  await leo.context().setOffline(true);
  await sheet(leo).getByRole("button", { name: "Send" }).click();
  await expect(sheet(leo).getByRole("button", { name: "Sending…" })).toBeVisible();
  await leo.context().setOffline(false);
  await expect(sheet(leo).getByText("Your question is sent.")).toBeVisible();
  const found = await query("select count(*)::int from messages where body = $1", [`Which one ${tag}?`]);
  expect(found).toEqual([{ count: 1 }]);
});

test("Where a post is taken back while somebody asks about it, that is said, and what they wrote stays", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/status of 404/);
  const tag = randomUUID().slice(0, 8);
  const id = await plan(`Grinders ${tag}`);
  const leo = await enter("Leo Brandt");
  // Until then the page is told nothing of its post.
  let hear = () => {};
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  await leo.route("**/api/tickets", async (route) => {
    await heard;
    await route.continue();
  });
  await open(leo, id, tag);
  // All of it by keys; the focus is where one writes.
  await leo.getByRole("button", { name: /^Ask privately about/ }).press("Enter");
  await expect(question(leo)).toBeFocused();
  await leo.keyboard.type(`And how ${tag}?`);
  await leo.keyboard.press("Tab");
  await leo.keyboard.press("Space");
  await expect(sheet(leo).getByRole("checkbox")).toBeChecked();
  await query("update messages set deleted_at = now() where id = $1", [id]);
  await leo.keyboard.press("Tab");
  await leo.keyboard.press("Enter");
  const problem = sheet(leo).getByRole("alert");
  await expect(problem).toHaveText(/^This post was taken back/);
  await expect(question(leo)).toHaveValue(`And how ${tag}?`);
  hear();
  await expect(leo.getByText("This post was taken back.", { exact: true })).toBeVisible();
  await expect(problem).toHaveText(/^This post was taken back/);
  await expect(question(leo)).toHaveValue(`And how ${tag}?`);
  expect((await new AxeBuilder({ page: leo }).analyze()).violations).toEqual([]);
  await leo.keyboard.press("Escape");
  await expect(sheet(leo)).toHaveCount(0);
  await expect(leo.getByRole("article").filter({ hasText: "This post was taken back." })).toBeFocused();
});
