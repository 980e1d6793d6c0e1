import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, said, say, timeline, writeAsGuest } from "./conversation";
import { type Enter, expect, test } from "./stage";

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 800 } };

const list = (page: Page) => page.getByRole("region", { name: "Conversations", exact: true });
const line = (page: Page, name: string) => list(page).getByRole("link", { name });
const views = (page: Page) => page.getByRole("navigation", { name: "Views" });
const bulk = (page: Page) => page.getByRole("region", { name: "With the chosen conversations" });

/** Somebody who writes to Harbor Coffee for the first time. */
async function newCustomer(enter: Enter) {
  const page = await enter();
  const name = await writeAsGuest(page, "Do you have decaf?");
  return { page, name };
}

async function countOf(page: Page, view: string): Promise<number> {
  const text = await views(page).getByRole("link", { name: view }).innerText();
  return Number(/\d+/.exec(text)?.[0] ?? 0);
}

const counts = (page: Page, view: string) => expect.poll(() => countOf(page, view), { timeout: 15_000 });

async function choose(page: Page, name: string, key = "x"): Promise<void> {
  await line(page, name).focus();
  await page.keyboard.press(key);
  await expect(list(page).getByRole("checkbox", { name: `Choose ${name}` })).toBeChecked();
}

async function pick(page: Page, from: string | RegExp, item: string): Promise<void> {
  await bulk(page).getByRole("button", { name: from }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const undo = (page: Page): Locator => page.getByRole("button", { name: /^Undo/ });

test("What one takes leaves the other's list at once, and the counts of both go along", async ({ enter }) => {
  const { name } = await newCustomer(enter);
  const [sam, ines] = await Promise.all([enter("Sam Okafor", desktop), enter("Ines Moreau", desktop)]);
  await Promise.all([sam, ines].map((page) => page.goto("/inbox?assignee=nobody")));
  await expect(line(ines, name)).toBeVisible();
  await counts(ines, "Unassigned").toBeGreaterThan(0);
  const [free, mine] = [await countOf(ines, "Unassigned"), await countOf(sam, "Mine")];
  await choose(sam, name);
  await pick(sam, "Assigned to", "You");
  await expect(line(ines, name)).toHaveCount(0);
  await counts(ines, "Unassigned").toBe(free - 1);
  await counts(sam, "Unassigned").toBe(free - 1);
  await counts(sam, "Mine").toBe(mine + 1);
  await undo(sam).click();
  await expect(line(ines, name)).toBeVisible();
  await counts(ines, "Unassigned").toBe(free);
  await counts(sam, "Mine").toBe(mine);
});

test("A snoozed conversation is where the snoozed ones are, and comes back when its customer writes", async ({
  enter,
}) => {
  const { page: customer, name } = await newCustomer(enter);
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto("/inbox");
  await choose(sam, name);
  await pick(sam, "Snooze until", "In three hours");
  await expect(line(sam, name)).toHaveCount(0);
  await sam.getByRole("button", { name: "All views and filters" }).click();
  const panel = sam.getByRole("dialog", { name: "All views and filters" });
  await panel.getByRole("link", { name: "Snoozed" }).click();
  await expect(sam).toHaveURL(/status=snoozed/);
  await expect(line(sam, name)).toContainText("Snoozed until");
  await sam.reload();
  await expect(line(sam, name)).toBeVisible();
  await line(sam, name).click();
  await expect(composer(sam)).toBeVisible();
  await expect(sam).toHaveURL(/status=snoozed/);
  await say(customer, "Or is it sold out?");
  await expect(line(sam, name)).toHaveCount(0);
  await sam.goBack();
  await sam.goBack();
  await expect(sam).not.toHaveURL(/status=snoozed/);
  await expect(line(sam, name)).toContainText("Or is it sold out?");
});

test("With the keyboard alone: several are completed and brought back, a view is saved, and axe finds nothing", async ({
  enter,
}) => {
  const customers = [await newCustomer(enter), await newCustomer(enter)];
  const names = customers.map(({ name }) => name);
  const [older = "", newer = ""] = names;
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto("/inbox");
  await expect(line(sam, newer)).toBeVisible();
  await choose(sam, newer);
  await choose(sam, older, "Shift+X");
  await expect(bulk(sam)).toContainText("2 chosen");
  expect((await new AxeBuilder({ page: sam }).analyze()).violations).toEqual([]);
  await bulk(sam).getByRole("button", { name: "Complete" }).focus();
  await sam.keyboard.press("Enter");
  await expect(sam.getByText("2 conversations changed.", { exact: true })).toBeVisible();
  for (const name of names) await expect(line(sam, name)).toHaveCount(0);
  await undo(sam).press("Enter");
  for (const name of names) await expect(line(sam, name)).toBeVisible();

  const all = sam.getByRole("button", { name: "All views and filters" });
  await all.press("Enter");
  const panel = sam.getByRole("dialog", { name: "All views and filters" });
  await panel.getByRole("combobox", { name: "Agent" }).selectOption("Ines Moreau");
  await panel.getByRole("combobox", { name: "Sort by" }).selectOption("Priority");
  await expect(sam).toHaveURL(/sort=priority/);
  const name = `Ours ${randomUUID().slice(0, 4)}`;
  await panel.getByRole("textbox", { name: "Save this view as" }).fill(name);
  await sam.keyboard.press("Enter");
  await expect(panel.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  expect((await new AxeBuilder({ page: sam }).analyze()).violations).toEqual([]);
  await panel.getByRole("button", { name: `Rename “${name}”` }).press("Enter");
  await panel.getByRole("textbox", { name: `Rename “${name}”` }).fill(`${name} too`);
  await sam.keyboard.press("Enter");
  await expect(panel.getByRole("link", { name: `${name} too` })).toBeVisible();
  await panel.getByRole("button", { name: `Delete “${name} too”` }).press("Enter");
  await expect(panel.getByRole("link", { name: `${name} too` })).toHaveCount(0);
  await undo(sam).press("Enter");
  await expect(views(sam).getByRole("link", { name: `${name} too` })).toBeAttached();
  await sam.reload();
  await expect(views(sam).getByRole("link", { name: `${name} too` })).toHaveAttribute("aria-current", "true");
});

test("On a phone the way back from a conversation leads to the view it was in", async ({ enter }) => {
  const { name } = await newCustomer(enter);
  const sam = await enter("Sam Okafor", phone);
  await sam.goto("/inbox");
  await views(sam).getByRole("link", { name: "Unassigned" }).click();
  await expect(sam).toHaveURL(/assignee=nobody/);
  await expect(views(sam).getByRole("link", { name: "Unassigned" })).toHaveAttribute("aria-current", "true");
  await line(sam, name).click();
  await expect(composer(sam)).toBeVisible();
  await sam.getByRole("link", { name: "Back to Inbox" }).click();
  await expect(sam).toHaveURL(/assignee=nobody/);
  await expect(line(sam, name)).toBeFocused();
  await expect(views(sam).getByRole("link", { name: "Unassigned" })).toHaveAttribute("aria-current", "true");
});

test("A search finds who is called so, also where the conversation is archived", async ({ enter }) => {
  const { name } = await newCustomer(enter);
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto("/inbox");
  await choose(sam, name);
  await pick(sam, "More", "Archive");
  await expect(line(sam, name)).toHaveCount(0);
  await list(sam)
    .getByRole("searchbox")
    .fill(name.split(" ")[1] ?? "");
  const found = list(sam).getByRole("link", { name });
  await expect(found).toContainText("Archived");
  await found.click();
  await expect(sam.getByRole("region", { name: `Conversation with ${name}` })).toBeVisible();
});

const UNREAD = "/inbox?unread=1";
const marked = (page: Page, count: number) => page.getByText(`${count} conversations marked as read.`);
const read = (customer: Page) => timeline(customer).getByText("Read", { exact: true });

/** Chooses the two and marks them. */
async function markAsRead(page: Page, [older = "", newer = ""]: string[]): Promise<void> {
  await choose(page, newer);
  await choose(page, older, "Shift+X");
  await pick(page, "More", "Mark as read");
  await expect(marked(page, 2)).toBeVisible();
}

test("Many are marked as read and unmarked before any customer knows, and read once that is over", async ({
  enter,
}) => {
  const customers = [await newCustomer(enter), await newCustomer(enter)];
  const [first, second] = customers.map(({ page }) => page);
  const names = customers.map(({ name }) => name);
  const [older = "", newer = ""] = names;
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto(UNREAD);
  for (const name of names) await expect(line(sam, name)).toContainText("1 unread");
  await counts(sam, "Unread").toBeGreaterThan(1);
  const unread = await countOf(sam, "Unread");

  await markAsRead(sam, names);
  for (const name of names) await expect(line(sam, name)).toHaveCount(0);
  await counts(sam, "Unread").toBe(unread - 2);
  await views(sam).getByRole("link", { name: "Open" }).click();
  for (const name of names) await expect(line(sam, name)).not.toContainText("unread");
  await undo(sam).click();
  for (const name of names) await expect(line(sam, name)).toContainText("1 unread");
  await counts(sam, "Unread").toBe(unread);
  await views(sam).getByRole("link", { name: "Unread" }).click();
  for (const name of names) await expect(line(sam, name)).toContainText("1 unread");

  await markAsRead(sam, names);
  await expect(line(sam, older)).toHaveCount(0);
  if (first) await say(first, "Or rye bread?");
  // What is said meanwhile was not marked.
  await expect(line(sam, older)).toContainText("1 unread");
  await counts(sam, "Unread").toBe(unread - 1);
  for (const { page } of customers) await expect(read(page)).toHaveCount(0);
  await sam
    .getByRole("listitem")
    .filter({ has: marked(sam, 2) })
    .getByRole("button", { name: "Close" })
    .click();
  for (const { page } of customers) await expect(read(page)).toHaveCount(1);
  if (second) await expect(said(second, "Do you have decaf?")).toContainText("Read");
  await sam.reload();
  await expect(line(sam, older)).toContainText("1 unread");
  await counts(sam, "Unread").toBe(unread - 1);
  await expect(line(sam, newer)).toHaveCount(0);
});

test("What was marked is read, too, when its page is left in any way, and by nobody's hand when its time is over", async ({
  enter,
}) => {
  const customers = [await newCustomer(enter), await newCustomer(enter)];
  const names = customers.map(({ name }) => name);
  const sam = await enter("Sam Okafor", phone);
  const ways = {
    "for another page of the site": () => sam.getByRole("link", { name: "Chats" }).click(),
    // Its time does not pass while it is pointed at.
    "for another tab": () =>
      marked(sam, 2)
        .hover()
        .then(() => sam.evaluate(hide)),
    "for another site": () => sam.goto("about:blank"),
  };
  for (const [way, leave] of Object.entries(ways)) {
    for (const { page } of customers) await say(page, `Or rye, ${way}?`);
    await sam.goto(UNREAD);
    await markAsRead(sam, names);
    for (const { page } of customers) await expect(said(page, way)).not.toContainText("Read");
    await leave();
    for (const { page } of customers) await expect(said(page, way)).toContainText("Read");
    await expect(undo(sam)).toHaveCount(0);
  }

  for (const { page } of customers) await say(page, "Or tea?");
  await sam.clock.install();
  await sam.goto(UNREAD);
  await markAsRead(sam, names);
  await sam.clock.runFor(60_000);
  await expect(undo(sam)).toHaveCount(0);
  for (const { page } of customers) await expect(said(page, "Or tea?")).toContainText("Read");
  for (const name of names) await expect(line(sam, name)).toHaveCount(0);
});

/** As another tab does that is looked at instead. */
function hide(): void {
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}

test("What could not be marked is shown as unread again, and marked by another try", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED/);
  const customers = [await newCustomer(enter), await newCustomer(enter)];
  const names = customers.map(({ name }) => name);
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto(UNREAD);
  await sam.route("**/api/read", (route) => route.abort());
  await markAsRead(sam, names);
  for (const name of names) await expect(line(sam, name)).toHaveCount(0);
  await sam.getByRole("button", { name: "Close" }).click();
  await expect(sam.getByText(/^2 conversations are still unread: /)).toBeVisible();
  for (const name of names) await expect(line(sam, name)).toContainText("1 unread");
  await sam.unroute("**/api/read");
  await sam.getByRole("button", { name: "Try again" }).click();
  await expect(marked(sam, 2)).toBeVisible();
  for (const name of names) await expect(line(sam, name)).toHaveCount(0);
  await sam.getByRole("button", { name: "Close" }).click();
  for (const { page } of customers) await expect(read(page)).toHaveCount(1);
});
