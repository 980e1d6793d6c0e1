import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, openChat, openInInbox, say, timeline, writeAsGuest } from "./conversation";
import { query } from "./database";
import { listenIn, rung } from "./heard";
import { expect, test } from "./stage";

const news = (page: Page) => page.getByRole("region", { name: "New messages" });
const icon = (page: Page) => page.locator("link[rel=icon]").first();

test("Vera is told of an answer wherever she is, hears it once, and of what she has read nothing", async ({
  enter,
}) => {
  const [vera, sam] = await Promise.all([enter(), enter("Sam Okafor")]);
  await listenIn(vera);
  const name = await writeAsGuest(vera, "Hello");
  await vera.goto("/");
  const elsewhere = await vera.context().newPage();
  await elsewhere.goto("/settings");
  const plain = await icon(vera).getAttribute("href");
  await openInInbox(sam, name);
  await say(sam, "It came today");
  for (const tab of [vera, elsewhere]) {
    await expect(news(tab).getByRole("listitem")).toHaveText(/Sam Okafor · Harbor Coffee.*It came today/);
    await expect(tab).toHaveTitle(/^\(\d\) /);
    await expect(icon(tab)).toHaveAttribute("href", "/icon-unread.svg");
  }
  await expect.poll(() => rung(vera)).toBe(1);
  expect((await new AxeBuilder({ page: vera }).analyze()).violations).toEqual([]);

  await vera.keyboard.press("F8");
  await expect(news(vera).getByRole("link", { name: "Open" })).toBeFocused();
  await vera.keyboard.press("Escape");
  await expect(news(vera).getByRole("listitem")).toHaveCount(0);
  await expect(news(elsewhere).getByRole("listitem")).toHaveCount(1);
  await news(elsewhere).getByRole("link", { name: "Open" }).click();
  await expect(timeline(elsewhere).getByText("It came today")).toBeVisible();
  for (const tab of [vera, elsewhere]) {
    await expect(news(tab).getByRole("listitem")).toHaveCount(0);
    await expect(tab).not.toHaveTitle(/^\(/);
  }
  expect(new URL((await icon(vera).getAttribute("href")) ?? "", vera.url()).pathname).toBe(
    new URL(plain ?? "", vera.url()).pathname,
  );

  await say(sam, "And this you see at once");
  await expect(timeline(elsewhere).getByText("And this you see at once")).toBeVisible();
  await expect(vera).not.toHaveTitle(/^\(/);
  await expect(news(vera).getByRole("listitem")).toHaveCount(0);
});

test("Vera turns the sound off, and then has the conversation be silent", async ({ enter }) => {
  const [vera, sam] = await Promise.all([enter(), enter("Sam Okafor")]);
  await listenIn(vera);
  const name = await writeAsGuest(vera, "Hello");
  await vera.goto("/settings");
  await vera.getByRole("button", { name: "Hear it" }).click();
  await expect.poll(() => rung(vera)).toBe(1);
  await vera.getByRole("checkbox", { name: /^Ring in this browser/ }).uncheck();
  await vera.reload();
  await expect(vera.getByRole("checkbox", { name: /^Ring in this browser/ })).not.toBeChecked();
  await openInInbox(sam, name);
  await say(sam, "Without a sound");
  await expect(news(vera).getByText("Without a sound")).toBeVisible();
  expect(await rung(vera)).toBe(1);
  await vera.getByRole("checkbox", { name: /^Ring in this browser/ }).check();

  await openChat(vera, "harbor-coffee");
  await vera.getByRole("button", { name: "Notifications", exact: true }).click();
  await vera.getByRole("menuitemradio", { name: "None" }).click();
  await expect(vera.getByText("You are told of nothing here any more.")).toBeVisible();
  await vera.goto("/settings");
  await expect(vera).not.toHaveTitle(/^\(/);
  const asked = vera.waitForResponse((response) => "next-action" in response.request().headers());
  await say(sam, "Into the silence");
  await expect(vera).toHaveTitle(/^\(\d\) /);
  await asked;
  await vera.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await expect(news(vera).getByRole("listitem")).toHaveCount(0);
  expect(await rung(vera)).toBe(1);
});

test("Ines hears of a note that names her, but not with the sound off, at night, or of what is silent", async ({
  enter,
}) => {
  const [vera, sam, ines] = await Promise.all([enter(), enter("Sam Okafor"), enter("Ines Moreau")]);
  await listenIn(ines);
  const name = await writeAsGuest(vera, "Hello");
  await openInInbox(sam, name);
  await ines.goto("/inbox");
  await sam.getByRole("button", { name: "Note", exact: true }).click();
  const field = sam.getByRole("textbox", { name: "Internal note for your team" });
  const toast = ines.getByRole("listitem").filter({ hasText: "Sam Okafor mentioned you in a note" });
  const call = async () => {
    await field.pressSequentially("Ask @mor");
    await expect(sam.getByRole("option", { name: /Ines Moreau/ })).toBeVisible();
    await field.press("Enter");
    await field.press("Enter");
    await expect(field).toHaveValue("");
  };
  const isShown = async () => {
    await toast.getByRole("button", { name: "Close" }).click();
    await expect(toast).toHaveCount(0);
    // Whoever rings has the lock until nothing of what comes together is to be heard any more.
    await ines.evaluate(() => navigator.locks.request("ring", () => {}));
  };
  await call();
  await expect.poll(() => rung(ines)).toBe(1);
  await isShown();

  await ines.evaluate(() => localStorage.setItem("sound", "off"));
  await call();
  await isShown();
  expect(await rung(ines)).toBe(1);
  await ines.evaluate(() => localStorage.removeItem("sound"));

  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  const keepQuiet = (from: string | null, until: string | null) =>
    query(
      `update users set quiet_from = $1, quiet_until = $2, time_zone = coalesce(time_zone, 'UTC')
       where email = 'ines@harbor.example' returning time_zone`,
      [from, until],
    );
  try {
    expect(await keepQuiet(clock(-2), clock(2))).toEqual([{ time_zone: "UTC" }]);
    await call();
    await isShown();
    expect(await rung(ines)).toBe(1);
  } finally {
    await keepQuiet(null, null);
  }
  await call();
  await expect.poll(() => rung(ines)).toBe(2);
  await isShown();

  await query(
    `insert into notification_choices (user_id, conversation_id, level)
     select u.id, c.id, 'none' from users u, conversations c join users v on v.id = c.customer_id
     where u.email = 'ines@harbor.example' and v.name = $1 and c.kind = 'direct'`,
    [name],
  );
  const asked = ines.waitForResponse((response) => "next-action" in response.request().headers());
  await call();
  await asked;
  await ines.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await ines.evaluate(() => navigator.locks.request("ring", () => {}));
  await expect(toast).toHaveCount(0);
  expect(await rung(ines)).toBe(2);
});

test("Sam is told of who writes while he answers somebody else, of many together", async ({ enter }) => {
  const sam = await enter("Sam Okafor");
  await sam.setViewportSize({ width: 1440, height: 900 });
  const [vera, ...others] = await Promise.all([
    enter(),
    enter("Maya Fernandes"),
    enter("Leo Brandt"),
    enter("Aiko Tanaka"),
    enter(),
  ]);
  const name = await writeAsGuest(vera, "Hello");
  await openInInbox(sam, name);
  const last = others.pop();
  for (const page of others) await openChat(page, "harbor-coffee");
  await Promise.all(others.map((page) => say(page, "A question to *you*")));
  await expect(news(sam).getByRole("listitem")).toHaveCount(3);
  if (last) await writeAsGuest(last, "Hello");
  await expect(news(sam).getByText("2 more conversations have new messages")).toBeVisible();
  await expect(news(sam).getByRole("listitem")).toHaveCount(3);
  expect((await new AxeBuilder({ page: sam }).analyze()).violations).toEqual([]);
  for (const [look, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await sam.emulateMedia({ colorScheme: look });
    await sam.setViewportSize({ width, height: 850 });
    await news(sam).hover({ position: { x: 60, y: 20 }, force: true });
    await sam.screenshot({ path: test.info().outputPath(`news-${look}-${width}.png`) });
  }
  await news(sam).getByRole("link", { name: "Open" }).last().click();
  await expect(composer(sam)).toBeVisible();
  await expect(sam).toHaveURL(/\/inbox\/[0-9a-f-]+/);
});

test("Leo sees what could not be delivered to him, in his language", async ({ enter }) => {
  await query(
    `insert into jobs (kind, user_id, conversation_id, run_at, tries, failure, given_up_at)
     select 'mail', u.id, c.id, now(), 30, '550', now() - interval '2 hours' from users u
     join conversations c on c.customer_id = u.id where u.email = 'leo@example.com' limit 1
     on conflict (kind, user_id, conversation_id) do update set given_up_at = excluded.given_up_at`,
  );
  const leo = await enter("Leo Brandt");
  await leo.goto("/settings");
  const notice = leo.getByRole("alert").filter({ hasText: "A mail to you could not be delivered" });
  await expect(notice).toContainText(/last given up [12] hr ago/);
  await leo.setViewportSize({ width: 390, height: 850 });
  expect((await new AxeBuilder({ page: leo }).analyze()).violations).toEqual([]);
  await leo.screenshot({ path: test.info().outputPath("given-up-390.png") });
  await leo.context().addCookies([{ name: "locale", value: "ar", url: leo.url() }]);
  await leo.emulateMedia({ colorScheme: "dark" });
  await leo.reload();
  await expect(leo.getByText("تعذّر تسليم رسالة بريد إليك")).toBeVisible();
  await leo.screenshot({ path: test.info().outputPath("given-up-arabic-390.png") });
  await query("delete from jobs where kind = 'mail' and failure = '550'");
});
