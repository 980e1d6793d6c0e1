import { randomUUID } from "node:crypto";
import { expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };

test("Signing in, out and up are forms like any other, and keep what was typed", async ({ enter }) => {
  const page = await enter(undefined, PLAIN);
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings$/);
  await page.getByLabel("E-mail").fill("maya@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("do not belong together");
  await expect(page.getByLabel("E-mail")).toHaveValue("maya@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("servihub-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/settings$/);

  await page.getByRole("button", { name: "Account of Maya Fernandes" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign out" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  const email = `vera.${randomUUID().slice(0, 8)}@example.com`;
  await page.goto("/register?next=/settings");
  await page.getByLabel("Name", { exact: true }).fill("Vera 12345678");
  await page.getByLabel("E-mail").fill("maya@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("a sentence is a good one");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("alert")).toContainText("There is an account with this e-mail address.");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill("a sentence is a good one");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole("button", { name: "Account of Vera 12345678" })).toBeVisible();
});

test("Who looks around as one of the demo's people does so by one click", async ({ enter }) => {
  const page = await enter(undefined, PLAIN);
  await page.goto("/sign-in?next=/settings");
  await page.getByRole("button", { name: "Maya Fernandes" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole("button", { name: "Account of Maya Fernandes" })).toBeVisible();
});
