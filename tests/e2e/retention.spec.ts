import { randomUUID } from "node:crypto";
import { closeBusinesses, employ, openBusiness, talkWith } from "./admin-stage";
import { AxeBuilder } from "./axe";
import { query } from "./database";
import { tooWide } from "./fit";
import { expect, type Person, test } from "./stage";

const PLAIN = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } };

test.afterAll(closeBusinesses);

/** Messages of one conversation, said so many days ago. */
async function saidAgo(businessId: string, person: Person, ...days: number[]): Promise<void> {
  const conversationId = await talkWith(businessId, person);
  for (const [n, ago] of days.entries())
    await query(
      `insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body, created_at)
       values ($1, $2, $3, $4, $4, 'customer', 'Somebody', 'An old word', now() - $5 * interval '1 day')`,
      [randomUUID(), conversationId, businessId, n + 1, ago],
    );
  await query(
    `update conversations set last_seq = $2, rev = $2, told_rev = $2, told_seq = $2, last_message_at = now() where id = $1`,
    [conversationId, days.length],
  );
}

test("[O7] An owner sees what would go before anything is decided, confirms it, and takes it back, without JavaScript", async ({
  enter,
}) => {
  const { id, slug } = await openBusiness();
  await employ(id, "June Park", "owner");
  await saidAgo(id, "Leo Brandt", 100, 95, 10);
  const june = await enter("June Park", PLAIN);
  await june.goto(`/inbox/settings/retention?business=${slug}`);
  const main = june.locator("body");
  await expect(main).toContainText("Messages are kept for ever.");
  await june.getByLabel("Keep messages for").selectOption("90");
  await june.getByLabel("Archive conversations after silence of").selectOption("30");
  await june.getByRole("button", { name: "Show what would go" }).click();
  await expect(june.getByRole("definition").first()).toHaveText("2");
  await expect(main).toContainText("No conversation would be archived.");
  expect(await tooWide(june)).toEqual([]);

  await june.getByLabel("I know that 2 messages go for good.").check();
  await june.getByRole("button", { name: "Save" }).click();
  await expect(june.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  await expect(main).toContainText("Messages are kept for ever.");
  await expect(june.getByRole("status").filter({ hasText: "Messages are kept for 90 days." })).toBeVisible();
  expect(await tooWide(june)).toEqual([]);

  await june.getByRole("button", { name: "Undo" }).click();
  await expect(june.getByRole("status").filter({ hasText: "It stays as it is." })).toBeVisible();
  await expect(main).not.toContainText("kept for 90 days.");
  const left = await query(
    "select count(*)::int as count from messages where business_id = $1 and body <> ''",
    [id],
  );
  expect(left).toEqual([{ count: 3 }]);

  // What holds is told to whoever may write to it.
  await query(
    `update retentions set message_days = 90, run_at = now() + interval '9 days' where business_id = $1`,
    [id],
  );
  await june.goto(`/b/${slug}`);
  await expect(june.getByText("Messages are kept for 90 days.")).toBeVisible();
});

test("[O7] What is no length is said, and what was shown to somebody else is looked at again", async ({
  enter,
}) => {
  const { id, slug } = await openBusiness();
  await employ(id, "June Park", "owner");
  await saidAgo(id, "Leo Brandt", 100);
  const june = await enter("June Park");
  await june.goto(`/inbox/settings/retention?business=${slug}&messages=12&archive=never`);
  await expect(
    june.getByRole("alert").filter({ hasText: "one of the lengths that are offered" }),
  ).toBeVisible();
  await june.goto(`/inbox/settings/retention?business=${slug}&messages=90&archive=never`);
  await june.getByLabel("I know that 1 message goes for good.").check();
  expect((await new AxeBuilder({ page: june }).analyze()).violations).toEqual([]);
  await saidAgo(id, "Aiko Tanaka", 200);
  await june.getByRole("button", { name: "Save" }).click();
  await expect(june.getByRole("alert").filter({ hasText: "What would go has changed." })).toBeVisible();
});
