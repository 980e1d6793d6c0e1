import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { expect, test } from "./stage";

/** Opens what can be done with a message. */
async function menuOf(page: Page, text: string): Promise<Locator> {
  await said(page, text).hover();
  await said(page, text)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  return page.getByRole("dialog", { name: /^What to do with/ });
}

async function press(page: Page, text: string, name: string): Promise<void> {
  const menu = await menuOf(page, text);
  await menu.getByRole("button", { name, exact: true }).click();
}

test("what Maya edits, deletes and takes back, Sam sees as it is now; and he reacts and replies", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  const [typo, right, wrong] = [`Two flat whits ${tag}`, `Two flat whites ${tag}`, `Wrong chat ${tag}`];
  await say(maya, typo);
  await openInInbox(sam, "Maya Fernandes");

  await press(maya, typo, "Edit");
  await expect(composer(maya)).toHaveValue(typo);
  await composer(maya).fill(right);
  await composer(maya).press("Enter");
  await expect(said(sam, right)).toContainText("edited");
  await expect(said(sam, typo)).toHaveCount(0);

  await press(sam, right, "React with 👍");
  const thumbs = (page: Page) => said(page, right).getByRole("button", { name: /^👍 from/ });
  await expect(thumbs(maya)).toHaveAccessibleName("👍 from Sam Okafor");
  await thumbs(maya).click();
  await expect(thumbs(sam)).toHaveAccessibleName(/Maya Fernandes/);
  await thumbs(sam).click();
  await expect(thumbs(maya)).toHaveAccessibleName("👍 from Maya Fernandes");

  await press(sam, right, "Reply");
  const answer = `Coming up ${tag}`;
  await say(sam, answer);
  await expect(said(maya, answer).getByRole("button", { name: "Maya Fernandes" })).toContainText(right);

  await say(maya, wrong);
  await expect(said(sam, wrong)).toHaveCount(1);
  const deleted = timeline(sam).getByText("This message was deleted.");
  const before = await deleted.count();
  await press(maya, wrong, "Delete");
  await expect(said(sam, wrong)).toHaveCount(0);
  await expect(deleted).toHaveCount(before + 1);
  await maya.getByRole("button", { name: "Undo" }).click();
  await expect(said(sam, wrong)).toHaveCount(1);
  await expect(deleted).toHaveCount(before);
});

test("nobody is offered what they may not do, and the keyboard is enough for what they may", async ({
  enter,
}) => {
  const [leo, sam] = await Promise.all([enter("Leo Brandt"), enter("Sam Okafor")]);
  await openChat(leo, "harbor-coffee");
  const tag = randomUUID();
  await say(leo, `Mine ${tag}`);
  await openInInbox(sam, "Leo Brandt");
  await say(sam, `Sam's ${tag}`);

  const sams = await menuOf(leo, `Sam's ${tag}`);
  await expect(sams.getByRole("button", { name: "Reply", exact: true })).toBeVisible();
  await expect(sams.getByRole("button", { name: /^(Edit|Delete)$/ })).toHaveCount(0);
  await leo.keyboard.press("Escape");
  await expect(sams).toHaveCount(0);
  await expect(said(leo, `Sam's ${tag}`).getByRole("button", { name: /^What to do/ })).toBeFocused();

  const leos = await menuOf(sam, `Mine ${tag}`);
  await expect(leos.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await expect(leos.getByRole("button", { name: "Delete" })).toBeVisible();
  await sam.keyboard.press("Escape");

  await composer(leo).focus();
  await leo.keyboard.press("ArrowUp");
  await expect(composer(leo)).toHaveValue(`Mine ${tag}`);
  await leo.keyboard.press("Escape");
  await expect(composer(leo)).toHaveValue("");
});

test("On a slow line the arrow up leads to no older message, and what has the focus in a text keeps it", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const leo = await enter("Leo Brandt");
  const line = await lay(leo);
  await openChat(leo, "harbor-coffee");
  const tag = randomUUID();
  const [before, code] = [`Before ${tag}`, `\`\`\`\nbrew ${tag}\n\`\`\``];
  await say(leo, before);
  await expect(said(leo, before)).toContainText(/Sent|Delivered|Read/);
  await line.cut();
  await expect(leo.getByText(/^Reconnecting…/)).toBeVisible();
  await say(leo, code);
  const brew = said(leo, `brew ${tag}`);
  await expect(brew).toContainText("Sending");
  await composer(leo).press("ArrowUp");
  await expect(leo.getByText("Edit message")).toHaveCount(0);
  await composer(leo).press("!");
  await expect(composer(leo)).toHaveValue("!");
  await composer(leo).fill("");

  const copy = brew.getByRole("button", { name: "Copy code" });
  await copy.focus();
  const element = await copy.elementHandle();
  line.restore();
  await expect(brew).toContainText(/Sent|Delivered|Read/);
  await expect(copy).toBeFocused();
  expect(await element?.evaluate((each) => each.isConnected)).toBe(true);
  await composer(leo).press("ArrowUp");
  await expect(composer(leo)).toHaveValue(code);
  await composer(leo).press("Escape");
  await expect(composer(leo)).toHaveValue("");
});

test("Of a long message all is copied, and words that came too late for an edit are given back", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await maya.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  const long = `${tag} ${"word ".repeat(500)}end`;
  await say(maya, long);
  await expect(said(maya, tag).getByRole("button", { name: "Show all" })).toBeVisible();
  await press(maya, tag, "Copy text");
  await expect.poll(() => maya.evaluate(() => navigator.clipboard.readText())).toBe(long);

  const short = `Short ${tag}`;
  await say(maya, short);
  await openInInbox(sam, "Maya Fernandes");
  await press(maya, short, "Edit");
  await press(sam, short, "Delete");
  await expect(said(maya, short)).toHaveCount(0);
  await composer(maya).fill(`Better words ${tag}`);
  await composer(maya).press("Enter");
  const notice = maya.getByRole("alert").filter({ hasText: "Nothing was changed." });
  await notice.getByRole("button", { name: "Close" }).click();
  await expect(composer(maya)).toHaveValue(`Better words ${tag}`);
});
