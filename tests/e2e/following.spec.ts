import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { mailsTo } from "./outbox";
import { expect, test } from "./stage";

const PHONE = { viewport: { width: 390, height: 844 } };

const follow = (page: Page) => page.getByRole("main").getByRole("button", { name: "Follow", exact: true });
const follows = (page: Page) => page.getByRole("main").getByRole("button", { name: "Following" });
const choose = (page: Page, business: string) =>
  page.getByRole("button", { name: `What ${business} tells you, and how` });

test("A visitor follows with a name, chooses topics, stops with one press and takes it back, by keyboard alone", async ({
  enter,
}) => {
  const page = await enter(undefined, PHONE);
  await page.goto("/b/harbor-coffee");
  await follow(page).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Follow Harbor Coffee" });
  await expect(dialog).toContainText("sees how many follow it, never who.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByLabel("Your name").fill(`Vera ${randomUUID().slice(0, 8)}`);
  await page.keyboard.press("Enter");
  await expect(follows(page)).toHaveAttribute("aria-pressed", "true");
  await expect(dialog).toBeHidden();

  await choose(page, "Harbor Coffee").press("Enter");
  const sheet = page.getByRole("dialog", { name: "Harbor Coffee" });
  await expect(sheet.getByRole("radio", { name: "Everything, also topics to come" })).toBeChecked();
  await sheet.getByRole("radio", { name: /^Only these topics/ }).check();
  await sheet.getByRole("checkbox", { name: "Opening hours" }).uncheck();
  await expect(sheet.getByText("Saved.")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(choose(page, "Harbor Coffee")).toBeFocused();
  await page.reload();
  await choose(page, "Harbor Coffee").click();
  await expect(sheet.getByRole("checkbox", { name: "Opening hours" })).not.toBeChecked();
  await expect(sheet.getByRole("checkbox", { name: "Beans and tastings" })).toBeChecked();
  await page.keyboard.press("Escape");

  await follows(page).press("Enter");
  await expect(follow(page)).toBeFocused();
  await expect(choose(page, "Harbor Coffee")).toBeHidden();
  await expect(page.getByText("You no longer follow Harbor Coffee.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(follows(page)).toBeVisible();
  await choose(page, "Harbor Coffee").click();
  await expect(sheet.getByRole("checkbox", { name: "Opening hours" })).not.toBeChecked();
});

test("Leo has mails only after he said yes in one, and no more after he said no; a stranger gains nothing by it", async ({
  enter,
}) => {
  const leo = await enter("Leo Brandt");
  const email = `leo.${randomUUID().slice(0, 8)}@example.com`;
  await leo.goto("/b/harbor-coffee");
  await follow(leo).click();
  await expect(leo.getByText("You follow Harbor Coffee.")).toBeVisible();
  await choose(leo, "Harbor Coffee").click();
  const sheet = leo.getByRole("dialog", { name: "Harbor Coffee" });
  await expect(sheet.getByLabel("E-mail address")).toHaveValue("leo@example.com");
  await sheet.getByLabel("E-mail address").fill(email);
  await sheet.getByRole("button", { name: "Send the question" }).click();
  await expect(sheet.getByText(`Look into ${email}`)).toBeVisible();
  await expect.poll(() => mailsTo(email, "Do you want the news of Harbor Coffee")).toHaveLength(1);
  const [mail = ""] = await mailsTo(email, "Do you want the news of Harbor Coffee");
  expect(mail).not.toContain("Leo");

  const visitor = await enter(undefined, { ...PHONE, javaScriptEnabled: false });
  await visitor.goto(/https?:\/\/[^\s/]+\/post-mails\/[\w.-]+/.exec(mail)?.[0] ?? "");
  await expect(visitor.getByText(email)).toBeVisible();
  await visitor.getByRole("button", { name: "Yes, send them to me" }).click();
  await expect(
    visitor.getByRole("heading", { name: "The news of Harbor Coffee comes to you by mail" }),
  ).toBeVisible();
  await leo.goto("/settings");
  const section = leo.getByRole("region", { name: "Broadcasts I follow" });
  await choose(leo, "Harbor Coffee").click();
  await expect(sheet.getByText(`New posts come to ${email}.`)).toBeVisible();
  await leo.keyboard.press("Escape");
  await visitor.getByRole("button", { name: "Send me no more" }).click();
  await expect(visitor.getByRole("button", { name: "Yes, send them to me" })).toBeVisible();

  expect((await new AxeBuilder({ page: leo }).analyze()).violations).toEqual([]);
  await section
    .getByRole("listitem")
    .filter({ hasText: "Harbor Coffee" })
    .getByRole("button", { name: "Following" })
    .click();
  await expect(section.getByText("You no longer follow Harbor Coffee.")).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByRole("heading", { name: "Nothing waits for this address" })).toBeVisible();
  await leo.goto("/settings");
  await expect(section).not.toContainText("Harbor Coffee");
});
