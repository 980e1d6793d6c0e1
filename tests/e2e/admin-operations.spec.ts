import { query } from "./database";
import { expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false };
/** One flies each minute. */
const CANARY_WITHIN_MS = 75_000;

test("An admin sees without scripts that each part works, and how the canary fared", async ({ enter }) => {
  const page = await enter("Robin Vale", PLAIN);
  await expect
    .poll(() => query("select from canary_runs where is_over and broken is null"), {
      timeout: CANARY_WITHIN_MS,
    })
    .not.toHaveLength(0);
  await page.goto("/admin/operations");
  const parts = page.getByRole("region", { name: "Parts" });
  for (const part of ["Database", "Migrations", "Redis", "Rooms", "Mail", "Files", "Clocks"])
    await expect(parts.getByRole("listitem").filter({ hasText: new RegExp(`^${part}`) })).toContainText(
      "Works",
    );
  const canary = page.getByRole("region", { name: "Canary" });
  await expect(canary.getByRole("listitem").filter({ hasText: "Telling the others" })).toContainText(/\d ms/);
  await canary.getByText("As a table").click();
  await expect(canary.getByRole("row").nth(1)).toContainText(/UTC.*(ms|Not finished)/);
  const hour = page.getByRole("region", { name: "The last hour" });
  await expect(hour.getByRole("figure")).toHaveCount(6);
  // The canary is a customer of nobody.
  await page.goto("/?q=canary");
  await expect(page.getByRole("main")).not.toContainText("Canary");
});

test("An admin has a webhook's delivery tried again, without scripts as with them", async ({ enter }) => {
  for (const options of [PLAIN, {}]) {
    const [webhook] = await query(
      `insert into webhooks (business_id, url, types, secret)
       select id, 'https://hooks.invalid/x', '{message.created}', 'none' from businesses where slug = 'northside-bikes'
       returning id`,
    );
    const [delivery] = await query(
      `insert into webhook_deliveries (webhook_id, type, state, tries, next_at, failure)
       values ($1, 'webhook.test', 'failed', 9, now(), 'unreachable') returning id`,
      [webhook?.id],
    );
    const page = await enter("Robin Vale", options);
    await page.goto("/admin/failures?kind=delivery");
    const line = page.getByRole("listitem").filter({ hasText: "hooks.invalid" });
    await expect(line).toContainText("unreachable");
    await expect(line).toContainText("Northside Bikes");
    await expect(line).toContainText("Given up");
    await line.getByRole("button", { name: /^Try again/ }).click();
    await expect(page.getByRole("status").filter({ hasText: "1 is tried again now." })).toBeVisible();
    const trail = await query("select kind from audit_entries where subject_id = $1", [delivery?.id]);
    expect(trail).toEqual([{ kind: "delivery.retried" }]);
    await query("delete from webhooks where id = $1", [webhook?.id]);
  }
});

test("The mails of a site without a mail server are read in the outbox", async ({ enter }) => {
  const page = await enter("Robin Vale", PLAIN);
  await page.goto("/admin/failures");
  await page.getByRole("link", { name: "Read the mails that are kept in the outbox" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
});
