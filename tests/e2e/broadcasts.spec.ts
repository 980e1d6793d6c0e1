import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { enterAsNora } from "../scenes/figure-scenes";
import { AxeBuilder } from "./axe";
import { picture } from "./files";
import { mailsTo } from "./outbox";
import { expect, test } from "./stage";

const PATH = "/inbox/broadcasts";

const field = (page: Page) => page.getByLabel("Text of the post", { exact: true });
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const saved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible();

async function begin(page: Page, body: string): Promise<void> {
  await page.getByRole("link", { name: "New post" }).click();
  await field(page).fill(body);
  await saved(page);
}

test("Nora writes a post with a picture, publishes it, edits it, and takes its deletion back", async ({
  enter,
}) => {
  const nora = await enter();
  const word = `beans-${randomUUID().slice(0, 8)}`;
  await enterAsNora(nora, PATH);
  await begin(nora, `Fresh ${word} on Friday`);
  await field(nora).selectText();
  await nora.keyboard.press("Control+b");
  await expect(preview(nora).locator("strong")).toHaveText(`Fresh ${word} on Friday`);
  const chosen = nora.waitForEvent("filechooser");
  await nora.getByRole("button", { name: "Add pictures" }).click();
  await (await chosen).setFiles([await picture("beans.jpg")]);
  await expect(preview(nora).getByRole("button", { name: "Look at beans.jpg" })).toBeVisible();
  await saved(nora);
  // All of it is there after the page is gone.
  await nora.reload();
  await expect(field(nora)).toHaveValue(`**Fresh ${word} on Friday**`);
  await expect(nora.getByRole("img", { name: "beans.jpg" })).toBeVisible();

  await nora.getByRole("button", { name: "Send a test to myself" }).click();
  await expect(nora.getByText("The test is sent to you by mail.")).toBeVisible();
  expect(await mailsTo("nora@harbor.example", word)).toHaveLength(1);

  await nora.getByRole("button", { name: "Publish…" }).click();
  const dialog = nora.getByRole("dialog", { name: "Publish this post?" });
  await expect(dialog.getByText("Everybody can read it on your page.")).toBeVisible();
  await dialog.getByRole("button", { name: "Publish now" }).click();
  const line = nora
    .getByRole("region", { name: "Published" })
    .getByRole("listitem")
    .filter({ hasText: word });
  await expect(line).toContainText("Seen by 0 readers");
  await line.getByRole("link").click();
  await expect(nora.getByRole("region", { name: "Reach" })).toContainText("You see how many, and never who.");

  await nora.getByRole("button", { name: "Edit" }).click();
  await field(nora).fill(`Fresh ${word} on Saturday`);
  await nora.getByRole("button", { name: "Save" }).click();
  await expect(nora.getByRole("article")).toContainText("on Saturday");
  await expect(nora.getByRole("article")).toContainText("edited");

  await nora.getByRole("button", { name: "Delete this post" }).click();
  await expect(nora.getByText("The post is deleted.")).toBeVisible();
  await expect(line).toHaveCount(0);
  await nora.getByRole("button", { name: "Undo" }).click();
  await expect(nora.getByRole("article")).toContainText("on Saturday");
  await nora.getByRole("button", { name: "Delete this post" }).click();
  await expect(line).toHaveCount(0);
});

test("Nora plans a post by the clock of the business, takes the plan back, and deletes the draft", async ({
  enter,
}) => {
  const nora = await enter(undefined, { timezoneId: "Asia/Tokyo" });
  const word = `closed-${randomUUID().slice(0, 8)}`;
  await enterAsNora(nora, PATH);
  await begin(nora, `We are ${word} on Monday`);
  await nora.getByLabel("Publish silently").check();
  await saved(nora);
  // The browser shows the page as it was when it was new.
  await nora.getByRole("link", { name: "Back to the broadcasts" }).click();
  await expect(nora.getByRole("region", { name: "Drafts" })).toContainText(word);
  await nora.goBack();
  await expect(field(nora)).toHaveValue(`We are ${word} on Monday`);
  await expect(nora.getByLabel("Publish silently")).toBeChecked();
  await nora.getByRole("button", { name: "Plan…" }).click();
  const dialog = nora.getByRole("dialog", { name: "Publish it later" });
  await expect(dialog).toContainText(/By the clock of your business \(.+\/.+\)\./);
  const year = new Date().getUTCFullYear();
  await dialog.getByLabel("Or at a time of your own").fill(`${year - 1}-01-01T09:00`);
  await dialog.getByRole("button", { name: "Plan it" }).click();
  await expect(dialog.getByText("Take a time to come, within a year.")).toBeVisible();
  await dialog.getByRole("button", { name: /^Tomorrow morning/ }).click();
  // As it was chosen, wherever Nora is.
  await expect(nora.getByText(/^Will be published on .+ at 0?9:00/)).toBeVisible();
  await expect(nora.getByRole("article")).toContainText(word);

  await nora.getByRole("link", { name: "Back to the broadcasts" }).click();
  const planned = nora.getByRole("region", { name: "Planned" }).getByRole("listitem");
  await planned.filter({ hasText: word }).getByRole("link").click();
  await nora.getByRole("button", { name: "Take back to edit" }).click();
  await expect(field(nora)).toHaveValue(`We are ${word} on Monday`);
  await nora.getByRole("button", { name: "Delete this draft" }).click();
  await expect(nora.getByText("The draft is deleted.")).toBeVisible();
  await nora.getByRole("button", { name: "Undo" }).click();
  await expect(field(nora)).toHaveValue(`We are ${word} on Monday`);
  await nora.getByRole("button", { name: "Delete this draft" }).click();
  await expect(nora.getByRole("region", { name: "Drafts" }).getByText(word)).toHaveCount(0);
});

test("What Nora writes in two windows is kept in both, and nothing is written over", async ({ enter }) => {
  const one = await enter();
  const word = randomUUID().slice(0, 8);
  await enterAsNora(one, PATH);
  await begin(one, `Beans ${word}`);
  const other = await one.context().newPage();
  await other.goto(one.url());
  await expect(field(other)).toHaveValue(`Beans ${word}`);
  await field(other).fill(`Beans ${word} on Friday`);
  await saved(other);
  await field(one).fill(`Beans ${word} on Sunday`);
  await expect(one.getByText("Somebody else changed this post meanwhile.")).toBeVisible();
  await one.getByRole("button", { name: "Keep mine as a new draft" }).click();
  await expect(one).not.toHaveURL(other.url());
  await expect(field(one)).toHaveValue(`Beans ${word} on Sunday`);
  await saved(one);
  await other.reload();
  await expect(field(other)).toHaveValue(`Beans ${word} on Friday`);
  for (const page of [one, other]) {
    await page.getByRole("button", { name: "Delete this draft" }).click();
    await expect(page.getByText("The draft is deleted.")).toBeVisible();
  }
});

test("Nora makes topics, puts them in order, and gives one to a post", async ({ enter }) => {
  const nora = await enter();
  await enterAsNora(nora, PATH);
  const [offers, events] = ["Offers", "Events"].map((name) => `${name} ${randomUUID().slice(0, 6)}`);
  await nora.getByRole("button", { name: "Topics" }).click();
  const dialog = nora.getByRole("dialog", { name: "Topics" });
  for (const name of [offers, events]) {
    await dialog.getByLabel("Name of the topic").fill(name ?? "");
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(dialog.getByRole("listitem").filter({ hasText: name })).toBeVisible();
  }
  await dialog.getByLabel("Name of the topic").fill(offers ?? "");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("There is a topic of this name.")).toBeVisible();
  await dialog.getByRole("button", { name: `Move ${events} up` }).click();
  await expect(dialog.getByRole("listitem").nth(-2)).toContainText(events ?? "");
  await nora.keyboard.press("Escape");

  await begin(nora, "About an offer");
  await nora.getByLabel("Topic").selectOption(offers ?? "");
  await expect(preview(nora)).toContainText(offers ?? "");
  await saved(nora);
  await nora.getByRole("button", { name: "Delete this draft" }).click();
  await nora.getByRole("button", { name: "Topics" }).click();
  for (const name of [offers, events]) {
    await dialog.getByRole("button", { name: `Delete ${name}` }).click();
    await dialog.getByRole("button", { name: "Delete the topic" }).click();
    await expect(dialog.getByRole("listitem").filter({ hasText: name })).toHaveCount(0);
  }
});

test("The desk is worked by keys alone, and has no barriers", async ({ enter }) => {
  const nora = await enter();
  await enterAsNora(nora, PATH);
  const fresh = nora.getByRole("link", { name: "New post" });
  await fresh.focus();
  await nora.keyboard.press("Enter");
  await expect(field(nora)).toBeVisible();
  await field(nora).focus();
  await nora.keyboard.type("By keys");
  await saved(nora);
  await nora.getByRole("button", { name: "Publish…" }).focus();
  await nora.keyboard.press("Enter");
  const dialog = nora.getByRole("dialog", { name: "Publish this post?" });
  await expect(dialog.getByText("Everybody can read it on your page.")).toBeVisible();
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
  await nora.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(nora.getByRole("button", { name: "Publish…" })).toBeFocused();
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
  await nora.getByRole("button", { name: "Delete this draft" }).click();
  await expect(nora.getByText("The draft is deleted.")).toBeVisible();
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
});

test("[S34] Sam, who is an agent, and Maya are shown nothing of it", async ({ enter }) => {
  for (const name of ["Sam Okafor", "Maya Fernandes"] as const) {
    const page = await enter(name);
    for (const path of [PATH, `${PATH}/${randomUUID()}`]) {
      const refused = await page.request.get(`${path}?business=harbor-coffee`);
      expect([403, 404]).toContain(refused.status());
      expect(await refused.text()).not.toContain("New post");
    }
  }
});
