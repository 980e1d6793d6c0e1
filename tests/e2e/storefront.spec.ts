import type { Page } from "@playwright/test";
import { composer } from "./conversation";
import { query } from "./database";
import { expect, test } from "./stage";

test("Harbor Coffee says when it is open, how soon it answers, who answers and what is new", async ({
  enter,
}) => {
  const page = await enter();
  await page.goto("/b/harbor-coffee");
  await expect(page.getByRole("heading", { level: 1, name: "Harbor Coffee" })).toBeVisible();
  await expect(page.getByText(/^(Open until|Closed now · opens) /)).toBeVisible();
  await expect(page.getByText(/^Usually (answers|takes) /)).toBeVisible();
  await expect(
    page.getByText(/^Measured by \d+ questions at .+ Those without an answer count\.$/),
  ).toBeVisible();
  const week = page.getByRole("region", { name: "Opening hours" }).getByRole("row");
  await expect(week).toHaveCount(7);
  await expect(week.first()).toHaveText(/Monday\s*7:00 – 18:00/);
  const news = page.getByRole("region", { name: "Latest news" }).getByRole("listitem");
  const newest = await query(
    `select split_part(m.body, E'\n', 1) as line from messages m
     join conversations c on c.id = m.conversation_id join businesses b on b.id = c.business_id
     where b.slug = 'harbor-coffee' and c.kind = 'broadcast' and m.deleted_at is null order by m.seq desc limit 1`,
  );
  await expect(news.first()).toContainText(String(newest[0]?.line));
});

test("Whoever of the team has the inbox open is seen there, and no longer once it is closed", async ({
  enter,
}) => {
  const june = await enter("June Park");
  await june.goto("/inbox");
  const page = await enter();
  const here = page.getByRole("region", { name: "Who answers" }).getByText("Here now");
  await expect(async () => {
    await page.goto("/b/northside-bikes");
    await expect(here).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await page.goto("/");
  await expect(page.getByRole("article").filter({ hasText: "Northside Bikes" })).toContainText(
    "June Park is here",
  );
  await june.context().close();
  await expect(async () => {
    await page.goto("/b/northside-bikes");
    await expect(page.getByRole("region", { name: "Who answers" })).toBeVisible();
    await expect(here).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});

test("The chat opens beside the page, and nothing that was read is moved away from under it", async ({
  enter,
}) => {
  const page = await enter("Leo Brandt", { viewport: { width: 1440, height: 900 } });
  await page.goto("/b/harbor-coffee");
  await page.getByRole("button", { name: "Open your conversation" }).click();
  await expect(composer(page)).toBeFocused();
  await expect.poll(async () => endOf(await boxOf(page, "[role=dialog]"))).toBe(1440);
  const chat = await boxOf(page, "[role=dialog]");
  await expect.poll(async () => endOf(await boxOf(page, "main h1"))).toBeLessThanOrEqual(chat.x);
  await expect(page.getByRole("button", { name: "Open your conversation" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("While the chat is on its way its head is there, in its place, and can be closed", async ({ enter }) => {
  const page = await enter("Leo Brandt", { viewport: { width: 390, height: 844 } });
  await page.goto("/b/harbor-coffee");
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  // From here on no more code comes.
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  const dialog = page.getByRole("dialog", { name: "Chat with Harbor Coffee" });
  const launcher = page.getByRole("button", { name: "Open your conversation" });
  await launcher.dispatchEvent("click");
  await expect(dialog.getByText("Opening the chat…")).toBeAttached();
  // It rises a little, and then lies still.
  await expect.poll(() => boxOf(page, "[role=dialog] header")).toMatchObject({ x: 0, y: 0, width: 390 });
  const before = await boxOf(page, "[role=dialog] header");
  await dialog.getByRole("button", { name: "Close chat" }).click();
  await expect(dialog).toHaveCount(0);
  await launcher.dispatchEvent("click");
  arrive();
  await expect(composer(page)).toBeVisible();
  await expect.poll(() => boxOf(page, "[role=dialog] header")).toEqual(before);
});

test("On a phone the one thing to do stays in reach, however far one has read", async ({ enter }) => {
  const page = await enter(undefined, { viewport: { width: 390, height: 844 } });
  await page.goto("/b/harbor-coffee");
  const button = page.getByRole("button", { name: "Message Harbor Coffee" });
  for (const y of [0, 100_000]) {
    await page.evaluate((top) => window.scrollTo(0, top), y);
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  const footer = await boxOf(page, "footer");
  const bar = await boxOf(page, "main button");
  expect(footer.y + footer.height).toBeLessThanOrEqual(bar.y);
});

test("A business has words of its own where its address is shown", async ({ enter }) => {
  const page = await enter();
  await page.goto("/b/northside-bikes");
  await expect(page).toHaveTitle("Northside Bikes · ServiHub");
  const described = page.locator("meta[property='og:description'], meta[name=description]");
  await expect(described).toHaveCount(2);
  for (const each of await described.all())
    await expect(each).toHaveAttribute("content", "Repairs while you wait, and honest second-hand bikes.");
});

function endOf({ x, width }: { x: number; width: number }): number {
  return x + width;
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not drawn`);
  return box;
}
