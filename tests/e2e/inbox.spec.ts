import type { Locator, Page } from "@playwright/test";
import pg from "pg";
import ar from "../../words/inbox/ar.json" with { type: "json" };
import { composer, openInInbox, said, say, writeAsGuest } from "./conversation";
import { expect, test } from "./stage";

const HANDLE_PX_MIN = 24;
const SHIFT_MAX = 0.01;

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 800 } };

const list = (page: Page) => page.getByRole("region", { name: "Conversations" });
const customer = (page: Page) => page.getByRole("complementary", { name: "Customer" });

test("Sam sets the widths of the panes with the keyboard, and finds them again without a jump", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor", desktop);
  const shift = await watchForShifts(sam);
  await openInInbox(sam, "Maya Fernandes");
  const panes = [
    { pane: list(sam), handle: "Width of the list", key: "ArrowRight" },
    { pane: customer(sam), handle: "Width of the customer’s details", key: "ArrowLeft" },
  ];
  const widths: number[] = [];
  for (const { pane, handle, key } of panes) {
    const separator = sam.getByRole("separator", { name: handle });
    expect((await separator.boundingBox())?.width).toBeGreaterThanOrEqual(HANDLE_PX_MIN);
    const before = await widthOf(pane);
    await separator.focus();
    await sam.keyboard.press(key);
    await expect.poll(() => widthOf(pane)).toBeGreaterThan(before + 10);
    widths.push(await widthOf(pane));
  }
  await sam.reload();
  await expect(composer(sam)).toBeVisible();
  for (const [place, { pane }] of panes.entries())
    expect(Math.abs((await widthOf(pane)) - (widths[place] ?? 0))).toBeLessThan(2);
  expect(await shift()).toBeLessThan(SHIFT_MAX);
});

test("Sam drags the line between the panes, and no further than a list is of use", async ({ enter }) => {
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto("/inbox");
  const separator = sam.getByRole("separator", { name: "Width of the list" });
  // Moments are written once the page is alive.
  await expect(list(sam).locator("time[title]").first()).toBeVisible();
  const box = await separator.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 6, (box?.y ?? 0) + 200];
  await sam.mouse.move(x, y);
  await sam.mouse.down();
  await sam.mouse.move(x + 40, y, { steps: 4 });
  await sam.mouse.up();
  await expect.poll(() => widthOf(list(sam))).toBeCloseTo(352 + 40, -1);
  await sam.mouse.move(x + 40, y);
  await sam.mouse.down();
  await sam.mouse.move(20, y, { steps: 8 });
  await sam.mouse.up();
  await expect.poll(() => widthOf(list(sam))).toBeCloseTo(264, -1);
});

test("Sam closes the customer's details, and they stay closed until he wants them", async ({ enter }) => {
  const sam = await enter("Sam Okafor", desktop);
  await openInInbox(sam, "Maya Fernandes");
  await expect(customer(sam)).toContainText("Maya Fernandes");
  await expect(customer(sam)).toContainText("Has an account");
  await expect(customer(sam)).toContainText("Ines Moreau");
  const hide = sam.getByRole("button", { name: "Hide the customer’s details" });
  await expect(hide).toHaveAttribute("aria-expanded", "true");
  await hide.click();
  await expect(customer(sam)).toHaveCount(0);
  await sam.reload();
  const show = sam.getByRole("button", { name: "Show the customer’s details" });
  await expect(show).toHaveAttribute("aria-expanded", "false");
  await expect(customer(sam)).toHaveCount(0);
  await show.click();
  await expect(customer(sam)).toBeVisible();
  await list(sam).getByRole("link", { name: "Ben W." }).click();
  await expect(customer(sam)).toContainText("Guest");
});

test("Who joins a conversation shows in the customer's details at once", async ({ enter }) => {
  const [visitor, sam] = await Promise.all([enter(), enter("Sam Okafor", desktop)]);
  const name = await writeAsGuest(visitor, "Do you have decaf?");
  await openInInbox(sam, name);
  await expect(customer(sam)).not.toContainText("Sam Okafor");
  await say(sam, "We do.");
  await expect(customer(sam)).toContainText("Sam Okafor (you)");
});

test("On a phone one pane shows at a time, and the focus goes along", async ({ enter }) => {
  const sam = await enter("Sam Okafor", phone);
  await openInInbox(sam, "Maya Fernandes");
  await expect(list(sam)).toBeHidden();
  await expect(sam.getByRole("link", { name: "Back to Inbox" })).toBeFocused();

  const details = sam.getByRole("button", { name: "Show the customer’s details" });
  const sheet = sam.getByRole("dialog", { name: "Customer" });
  for (const _ of ["the first time", "and again"]) {
    await details.click();
    await expect(sheet).toContainText("First contact");
    await sam.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    await expect(details).toBeFocused();
  }

  await sam.getByRole("link", { name: "Back to Inbox" }).click();
  await expect(composer(sam)).toHaveCount(0);
  await expect(list(sam).getByRole("link", { name: "Maya Fernandes" })).toBeFocused();
});

test("In Arabic the panes stand the other way round, and the arrow keys move what they point at", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor", desktop);
  await openInInbox(sam, "Maya Fernandes");
  await sam.context().addCookies([{ name: "locale", value: "ar", url: sam.url() }]);
  await sam.reload();
  const conversations = sam.getByRole("region", { name: ar.list.label });
  const details = sam.getByRole("complementary", { name: ar.customer.title });
  await expect(conversations).toBeVisible();
  const places = [];
  for (const pane of [details, sam.getByRole("log"), conversations])
    places.push((await pane.boundingBox())?.x ?? -1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  const before = await widthOf(conversations);
  await sam.getByRole("separator", { name: ar.widthOfList }).focus();
  await sam.keyboard.press("ArrowLeft");
  await expect.poll(() => widthOf(conversations)).toBeGreaterThan(before + 10);
});

test("Sam walks the list with the arrow keys, and Tab passes it in one step", async ({ enter }) => {
  const sam = await enter("Sam Okafor", desktop);
  await sam.goto("/inbox");
  const lines = list(sam).getByRole("listitem").getByRole("link");
  await expect(lines.nth(2)).toBeVisible();
  await lines.first().focus();
  await sam.keyboard.press("ArrowDown");
  await expect(lines.nth(1)).toBeFocused();
  await sam.keyboard.press("End");
  await expect(lines.last()).toBeFocused();
  await sam.keyboard.press("ArrowDown");
  await expect(lines.last()).toBeFocused();
  await sam.keyboard.press("Home");
  await sam.keyboard.press("ArrowDown");
  await sam.keyboard.press("ArrowUp");
  await expect(lines.first()).toBeFocused();
  await sam.keyboard.press("Enter");
  await expect(lines.first()).toHaveAttribute("aria-current", "page");
  await expect(composer(sam)).toBeVisible();
  await expect(lines.first()).toBeFocused();
  await sam.keyboard.press("Tab");
  await expect(sam.getByRole("separator", { name: "Width of the list" })).toBeFocused();
});

test("Sam looks only at who waits for an answer, and the count is that of the lines", async ({ enter }) => {
  const sam = await enter("Sam Okafor", desktop);
  await openInInbox(sam, "Leo Brandt");
  await say(sam, "That is settled.");
  await expect(said(sam, "That is settled.").last()).toContainText(/Sent|Delivered|Read/);
  const lines = list(sam).getByRole("listitem");
  const waiting = lines.filter({ hasText: "Waiting for an answer" });
  const only = list(sam).getByRole("button", { name: /waiting$/ });
  const older = list(sam).getByRole("button", { name: "Show older conversations" });
  await expect(lines.first()).toBeVisible();
  await expect(async () => {
    if (await older.isVisible()) await older.click();
    await expect(older).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await expect(lines.filter({ hasText: "Leo Brandt" })).toHaveCount(1);
  const all = await lines.count();
  await expect(list(sam)).toContainText(`${all} conversations`);
  await only.click();
  await expect(only).toHaveAttribute("aria-pressed", "true");
  await expect(lines.filter({ hasText: "Leo Brandt" })).toHaveCount(0);
  await expect(only).toHaveText(`${await lines.count()} waiting`);
  expect(await waiting.count()).toBe(await lines.count());
  await only.click();
  await expect(lines).toHaveCount(all);
});

test("A list of hundreds is drawn in part, and its last line is one key away", async ({ enter }) => {
  const LINES = 220;
  const DRAWN_MAX = 60;
  const database = new pg.Client(process.env.E2E_DATABASE_URL);
  await database.connect();
  try {
    // Where nobody else looks.
    await database.query(
      `with crowd as (insert into users (name) select 'Crowd ' || n from generate_series(1, $1::int) n returning id)
      insert into conversations (business_id, customer_id, status, last_message_at, last_seq, rev, last_sender_name)
      select b.id, crowd.id, 'archived', now(), 1, 1, 'Crowd' from crowd, businesses b where b.slug = 'harbor-coffee'`,
      [LINES],
    );
    const sam = await enter("Sam Okafor", desktop);
    await sam.goto("/inbox?status=archived");
    const lines = list(sam).getByRole("listitem");
    const older = list(sam).getByRole("button", { name: "Show older conversations" });
    await expect(
      list(sam)
        .getByRole("link", { name: /^Crowd/ })
        .first(),
    ).toBeVisible();
    await expect(async () => {
      if (await older.isVisible()) await older.click();
      await expect(lines.first()).toHaveAttribute("aria-setsize", { timeout: 1_000 });
    }).toPass();
    expect(await lines.count()).toBeLessThan(DRAWN_MAX);
    await list(sam)
      .getByRole("link", { name: /^Crowd/ })
      .first()
      .focus();
    await sam.keyboard.press("End");
    const reached = lines.filter({ has: sam.locator(":focus") });
    await expect(reached).toHaveAttribute(
      "aria-posinset",
      (await reached.getAttribute("aria-setsize")) ?? "",
    );
    await expect(reached).toBeInViewport();
    expect(await lines.count()).toBeLessThan(DRAWN_MAX);
  } finally {
    await database.query(
      `with gone as (delete from conversations c using users u where u.id = c.customer_id and u.name like 'Crowd %')
      delete from users where name like 'Crowd %'`,
    );
    await database.end();
  }
});

async function widthOf(pane: Locator): Promise<number> {
  return (await pane.boundingBox())?.width ?? 0;
}

/** How much of the page moved by itself since it was last loaded. */
async function watchForShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    Reflect.set(globalThis, "shift", 0);
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries())
        Reflect.set(globalThis, "shift", Reflect.get(globalThis, "shift") + Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => Number(Reflect.get(globalThis, "shift")));
}
