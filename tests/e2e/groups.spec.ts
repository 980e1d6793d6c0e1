import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { composer, said, say, timeline } from "./conversation";
import { copiedLink, details, makeGroup } from "./groups";
import { expect, test } from "./stage";

const REMOVED_WITHIN_MS = 5_000;
/** A ticket to what one is in no more is refused. */
const NOT_FOUND = /404/;

test("Three people talk in a group, and who is shown out hears nothing more within five seconds", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(NOT_FOUND);
  const title = named("Tasting");
  const maya = await enter("Maya Fernandes");
  await makeGroup(maya, title);
  await expect(timeline(maya).getByText(`You made the group “${title}”`)).toBeVisible();
  await expect(line(maya, title)).toContainText("Group");

  const vera = await enter();
  await vera.goto(await copiedLink(maya));
  await expect(vera.getByRole("heading", { name: `Maya Fernandes invites you to “${title}”` })).toBeVisible();
  await expect(vera.getByText("Harbor Coffee · 1 person")).toBeVisible();
  const guest = named("Vera");
  await vera.getByLabel("Your name").fill(guest);
  await vera.getByRole("button", { name: "Start chatting" }).click();
  await expect(timeline(vera).getByText("Maya Fernandes added you")).toBeVisible();
  await expect(vera.getByRole("heading", { name: title })).toBeVisible();

  const sam = await enter("Sam Okafor");
  await sam.goto("/inbox");
  await line(sam, title).click();
  await sam.getByRole("button", { name: "Join conversation" }).click();
  await expect(timeline(maya).getByText("Sam Okafor joined")).toBeVisible();
  await expect(vera.locator("header").getByText(/^3 people/)).toBeVisible();

  await say(sam, "Sixty cups are reserved");
  await say(vera, "I bring the cake");
  for (const page of [maya, vera, sam]) {
    await expect(said(page, "Sixty cups are reserved")).toBeVisible();
    await expect(said(page, "I bring the cake")).toBeVisible();
  }
  await expect(said(maya, "I bring the cake")).toContainText(guest);
  await composer(vera).pressSequentially("And");
  await composer(sam).pressSequentially("We");
  await expect(maya.getByText(/ are typing…$/)).toBeVisible();

  // By keyboard alone, as it works for everybody.
  const sheet = await details(maya);
  const menu = sheet.getByRole("button", { name: `What to do with ${guest}` });
  await menu.focus();
  await maya.keyboard.press("Enter");
  await expect(maya.getByRole("menuitem").first()).toBeFocused();
  await maya.keyboard.press("ArrowDown");
  await expect(maya.getByRole("menuitem", { name: "Remove from the group" })).toBeFocused();
  await maya.keyboard.press("Enter");
  const yes = sheet.getByRole("button", { name: "Remove", exact: true });
  await expect(yes).toBeFocused();
  await maya.keyboard.press("Enter");
  await expect(vera.getByRole("heading", { name: "You are no longer in this group" })).toBeVisible({
    timeout: REMOVED_WITHIN_MS,
  });
  await expect(line(vera, title)).toHaveCount(0);
  await expect(composer(vera)).toHaveCount(0);
  await expect(menu).toHaveCount(0);
  await maya.keyboard.press("Escape");
  await expect(timeline(maya).getByText(`You removed ${guest}`)).toBeVisible();
  await expect(timeline(sam).getByText(`Maya Fernandes removed ${guest}`)).toBeVisible();
});

test("An invitation for an address survives signing in, and lets in nobody else", async ({ enter }) => {
  const title = named("Party");
  const maya = await enter("Maya Fernandes");
  await makeGroup(maya, title);
  const sheet = await details(maya);
  await sheet.getByLabel("E-mail address").fill("leo@example.com");
  await sheet.getByRole("button", { name: "Send invitation" }).click();
  await expect(sheet.getByText("Invited. The mail is on its way to leo@example.com.")).toBeVisible();
  const link = await copied(maya, sheet.getByRole("button", { name: /^Copy the link for leo/ }));

  const aiko = await enter("Aiko Tanaka");
  await aiko.goto(link);
  await expect(aiko.getByText("This invitation is for another e-mail address.")).toBeVisible();

  const leo = await enter();
  await leo.goto(link);
  await leo.getByRole("link", { name: "Sign in" }).last().click();
  await leo.getByRole("button", { name: "Leo Brandt" }).click();
  await leo.getByRole("button", { name: "Join the group" }).click();
  await expect(timeline(leo).getByText("Maya Fernandes added you")).toBeVisible();
  await leo.goto(link);
  await expect(leo.getByText("You are in this group already.")).toBeVisible();
  await aiko.reload();
  await expect(aiko.getByText("This invitation was used already.")).toBeVisible();

  await leo.getByRole("link", { name: "Go to the group" }).click();
  const seen = await details(leo);
  await expect(seen.getByText("Invite people")).toHaveCount(0);
  await expect(seen.getByRole("button", { name: /^What to do with/ })).toHaveCount(0);
});

test("A link that was revoked, or never was one, says so", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await makeGroup(maya, named("Quiet"));
  const link = await copiedLink(maya);
  const visitor = await enter();
  await visitor.goto(link);
  await expect(visitor.getByLabel("Your name")).toBeVisible();
  const sheet = await details(maya);
  await sheet.getByRole("button", { name: "Revoke the link" }).click();
  await expect(sheet.getByRole("button", { name: "Revoke the link" })).toHaveCount(0);
  await visitor.reload();
  await expect(visitor.getByText("This invitation holds no more.")).toBeVisible();
  await visitor.goto(`${link.slice(0, -3)}abc`);
  await expect(visitor.getByRole("heading", { name: "There is no such invitation" })).toBeVisible();
});

test("Who leaves is asked once more, and told that they left", async ({ enter, expectComplaint }) => {
  expectComplaint(NOT_FOUND);
  const title = named("Short");
  const maya = await enter("Maya Fernandes");
  await makeGroup(maya, title);
  const sheet = await details(maya);
  await sheet.getByRole("button", { name: "Leave the group" }).click();
  const asked = maya.getByRole("dialog", { name: `Leave “${title}”?` });
  await asked.getByRole("button", { name: "Stay" }).click();
  await expect(asked).toBeHidden();
  await sheet.getByRole("button", { name: "Leave the group" }).click();
  await asked.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(maya.getByRole("heading", { name: "You left this group" })).toBeVisible();
  await expect(line(maya, title)).toHaveCount(0);
});

test("[S21] What a group is called is text wherever it is read, also after it was renamed", async ({
  enter,
}) => {
  const markup = `<img src=x onerror=alert(1)>${randomUUID().slice(0, 4)}`;
  const maya = await enter("Maya Fernandes");
  maya.on("dialog", () => {
    throw new Error("a title was run");
  });
  await makeGroup(maya, named("Plain"));
  const sheet = await details(maya);
  await sheet.getByRole("button", { name: "Rename the group" }).click();
  await sheet.getByLabel("Name of the group").fill(markup);
  await maya.keyboard.press("Enter");
  await expect(sheet.getByRole("button", { name: "Rename the group" })).toBeFocused();
  await maya.keyboard.press("Escape");
  await expect(maya.getByRole("heading", { name: markup })).toBeVisible();
  await expect(line(maya, markup)).toBeVisible();
  await expect(timeline(maya).getByText(`You renamed the group “${markup}”`)).toBeVisible();
  const visitor = await enter();
  await visitor.goto(await copiedLink(maya));
  await expect(visitor.getByRole("heading", { name: `invites you to “${markup}”` })).toBeVisible();
  await expect(visitor.locator("img[src=x]")).toHaveCount(0);
});

test("An agent makes a group from the inbox, and adds a customer who is in at once", async ({ enter }) => {
  const title = named("Wedding");
  const sam = await enter("Sam Okafor");
  await sam.goto("/inbox");
  await sam.getByRole("button", { name: "New group" }).click();
  await sam.getByLabel("Name of the group").fill(title);
  await sam.getByRole("button", { name: "Make the group" }).click();
  await expect(sam.getByRole("heading", { name: title })).toBeVisible();
  const maya = await enter("Maya Fernandes");
  await maya.goto("/chats");
  const sheet = await details(sam);
  await sheet.getByRole("button", { name: "Add Maya Fernandes" }).click();
  await expect(sheet.getByRole("button", { name: "What to do with Maya Fernandes" })).toBeVisible();
  await line(maya, title).click();
  await expect(timeline(maya).getByText("Sam Okafor added you")).toBeVisible();
});

function named(word: string): string {
  return `${word} ${randomUUID().slice(0, 8)}`;
}

function line(page: Page, title: string): Locator {
  return page.getByRole("region", { name: "Conversations" }).getByRole("link").filter({ hasText: title });
}

async function copied(page: Page, button: Locator): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button.click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}
