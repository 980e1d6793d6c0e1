import { query } from "./database";
import { expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
/** Nobody else of the tests calls anybody so often. */
const LIMIT = "call";

test.describe.configure({ mode: "serial" });
test.afterAll(() => query("delete from site_settings where key = $1", [`limit:${LIMIT}`]));

for (const [how, options] of [
  ["without scripts", PLAIN],
  ["on a phone", PHONE],
] as const) {
  test(`[O2] An admin changes a limit ${how}, is told what is wrong, and takes it back`, async ({
    enter,
  }) => {
    const page = await enter("Robin Vale", options);
    await page.goto("/admin/limits");
    const limit = page
      .getByRole("region", { name: "Conversations" })
      .getByRole("listitem")
      .filter({ hasText: "Calls begun by one person" });
    await expect(limit).toContainText("30 in 10 minutes");
    const set = async (uses: string) => {
      await limit.locator("summary").click();
      await limit.getByRole("textbox", { name: "Uses allowed" }).fill(uses);
      await limit.getByRole("button", { name: "Set: Calls begun by one person" }).click();
    };
    await set("4000");
    const typed = limit.getByRole("textbox", { name: "Uses allowed" });
    await expect(typed).toHaveValue("4000");
    await expect(typed).toHaveAccessibleDescription("Give a whole number from 3 to 300.");
    await typed.fill("40");
    await limit.getByRole("button", { name: "Set: Calls begun by one person" }).click();
    await expect(page.getByRole("main").getByRole("status")).toHaveText("Set: Calls begun by one person");
    await expect(limit).toContainText("40 in 10 minutes");
    await expect(limit).toContainText("Set by Robin Vale");

    await page.goto("/admin");
    const way = page.getByRole("main").getByRole("link", { name: /^Limits/ });
    await expect(way).toContainText("1 limit is not as it comes.");
    await way.click();
    await limit.getByRole("button", { name: "Back to 30: Calls begun by one person" }).click();
    await expect(page.getByRole("main").getByRole("status")).toHaveText(
      "As it was: Calls begun by one person",
    );
    await expect(limit).toContainText("30 in 10 minutes");
    const trail = await query(
      `select detail->>'after' as after from audit_entries where kind = 'limit.changed' and subject_id = $1
       order by at desc limit 2`,
      [LIMIT],
    );
    expect(trail).toEqual([{ after: "30" }, { after: "40" }]);
  });
}
