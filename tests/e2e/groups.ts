import { expect, type Locator, type Page } from "@playwright/test";

/** Makes a group of Harbor Coffee from its page, and opens it. */
export async function makeGroup(page: Page, title: string): Promise<void> {
  await page.goto("/b/harbor-coffee");
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByLabel("Name of the group").fill(title);
  await page.getByRole("button", { name: "Make the group" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
}

export async function details(page: Page): Promise<Locator> {
  const sheet = page.getByRole("dialog", { name: "Group details" });
  if (!(await sheet.isVisible())) await page.getByRole("button", { name: "Group details" }).click();
  await expect(sheet.getByRole("heading", { name: /^People/ })).toBeVisible();
  return sheet;
}

/** A new link into the group that is open, as its maker would send it. */
export async function copiedLink(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const sheet = await details(page);
  await sheet.getByRole("button", { name: "Make a link" }).click();
  const copy = sheet.getByRole("button", { name: "Copy link" });
  await copy.first().click();
  await expect(sheet.getByRole("button", { name: "Copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  return link;
}
