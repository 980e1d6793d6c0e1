import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { tooWide } from "./fit";
import { newcomer, PASSWORD, signIn } from "./newcomer";
import { mailsTo } from "./outbox";
import { expect, test } from "./stage";

const NEW = "another sentence is as good";
const PLAIN = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } };

function comeIn(page: Page): Promise<string> {
  return newcomer(page, { name: "Vera Lund", path: "/settings/security" });
}

async function linkIn(email: string, path: string): Promise<string> {
  let found = "";
  await expect(async () => {
    const [mail = ""] = await mailsTo(email, path);
    found = new RegExp(`https?:\\S+${path}[\\w.-]+`).exec(mail)?.[0] ?? "";
    expect(found).not.toBe("");
  }).toPass();
  return found;
}

test("[S05] Vera sees where she is signed in, ends one by the keyboard, and all others by a new password", async ({
  enter,
}) => {
  const vera = await enter();
  const email = await comeIn(vera);
  const [second, third] = [await enter(), await enter()];
  for (const page of [second, third]) {
    await signIn(page, { email, path: "/settings/security" });
    await expect(page).toHaveURL(/\/settings\/security$/);
  }
  await vera.reload();
  const signIns = vera.getByRole("region", { name: "Where you are signed in" });
  await expect(signIns.getByRole("listitem")).toHaveCount(3);
  await expect(signIns.getByRole("listitem").first()).toContainText("This device");
  await expect(signIns.getByRole("listitem").first()).toContainText("Chrome");
  expect((await new AxeBuilder({ page: vera }).analyze()).violations).toEqual([]);

  // The newest of the others is the second in the list.
  await signIns.getByRole("listitem").nth(1).getByRole("button").focus();
  await vera.keyboard.press("Enter");
  await expect(vera.getByRole("status").filter({ hasText: "That sign-in is ended" })).toBeVisible();
  await expect(signIns.getByRole("listitem")).toHaveCount(2);
  await third.goto("/settings");
  await expect(third).toHaveURL(/\/sign-in/);
  await second.goto("/settings");
  await expect(second).toHaveURL(/\/settings$/);

  await vera.getByLabel("Password until now").fill("not it");
  await vera.getByLabel("New password").fill(NEW);
  await vera.getByRole("button", { name: "Change the password" }).click();
  await expect(vera.getByRole("alert").filter({ hasText: "not your password" })).toBeVisible();
  await vera.getByLabel("Password until now").fill(PASSWORD);
  await vera.getByLabel("New password").fill(NEW);
  await vera.getByRole("button", { name: "Change the password" }).click();
  await expect(vera.getByRole("status").filter({ hasText: "Your password is changed" })).toBeVisible();
  await second.goto("/settings");
  await expect(second).toHaveURL(/\/sign-in/);
  await signIn(second, { email, password: NEW, path: "/settings/security" });
  await expect(second).toHaveURL(/\/settings\/security$/);
});

test("A forgotten password is set by a mail, on a phone without JavaScript, and signs everybody out", async ({
  enter,
}) => {
  const vera = await enter();
  const email = await comeIn(vera);
  const phone = await enter(undefined, PLAIN);
  await phone.goto("/sign-in");
  await phone.getByRole("link", { name: "Forgotten your password?" }).click();
  await phone.getByLabel("E-mail").fill("vera@nowhere");
  await phone.getByRole("button", { name: "Send the mail" }).click();
  await expect(phone.getByRole("alert")).toContainText("whole e-mail address");
  await expect(phone.getByLabel("E-mail")).toHaveValue("vera@nowhere");
  await phone.getByLabel("E-mail").fill(email);
  await phone.getByRole("button", { name: "Send the mail" }).click();
  await expect(phone.getByRole("heading", { level: 1 })).toContainText("If there is an account");
  expect(await tooWide(phone)).toEqual([]);
  const link = await linkIn(email, "/forgotten/");
  await phone.goto(link);
  await phone.getByLabel("New password").fill(NEW);
  await phone.getByRole("button", { name: "Set the password" }).click();
  await expect(phone.getByRole("status").filter({ hasText: "Your password is set" })).toBeVisible();
  await vera.goto("/settings");
  await expect(vera).toHaveURL(/\/sign-in/);
  await signIn(phone, { email, password: NEW, path: "/settings/security" });
  await expect(phone).toHaveURL(/\/settings\/security$/);
  expect(await tooWide(phone)).toEqual([]);
  await phone.goto(link);
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("This link does not work");
});

test("A name and an e-mail address are changed, and what was typed is kept where it is refused", async ({
  enter,
}) => {
  const vera = await enter();
  const email = await comeIn(vera);
  await vera.getByRole("link", { name: "Profile" }).click();
  await vera.getByLabel("Name", { exact: true }).fill("Vera Sand");
  await vera.getByRole("button", { name: "Save" }).click();
  await expect(vera.getByRole("status").filter({ hasText: "You are called Vera Sand" })).toBeVisible();

  const wish = `sand.${randomUUID().slice(0, 8)}@example.com`;
  await vera.getByLabel("New e-mail address").fill(wish);
  await vera.getByLabel("Password", { exact: true }).fill("not it");
  await vera.getByRole("button", { name: "Send the mail" }).click();
  await expect(vera.getByRole("alert").filter({ hasText: "not your password" })).toBeVisible();
  await expect(vera.getByLabel("New e-mail address")).toHaveValue(wish);
  await vera.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await vera.getByRole("button", { name: "Send the mail" }).click();
  await expect(vera.getByRole("status").filter({ hasText: "We have sent a mail" })).toBeVisible();
  await expect(vera.getByText(`Your address is ${email}.`)).toBeVisible();
  expect((await new AxeBuilder({ page: vera }).analyze()).violations).toEqual([]);

  await vera.goto(await linkIn(wish, "/new-address/"));
  await expect(vera.getByText(wish)).toBeVisible();
  await vera.getByRole("button", { name: "It is mine" }).click();
  await expect(vera.getByText(`Your address is ${wish}.`)).toBeVisible();
  await expect(async () => expect(await mailsTo(email, "was changed")).toHaveLength(1)).toPass();
});

test("A time zone is chosen on a phone without JavaScript, and quiet hours tell of it", async ({ enter }) => {
  const vera = await enter(undefined, PLAIN);
  await comeIn(vera);
  await vera.goto("/settings/profile");
  const zone = vera.getByRole("combobox", { name: "Time zone" });
  await expect(zone).toHaveValue("");
  await zone.selectOption({ label: "New York" });
  await vera.getByRole("button", { name: "Set the time zone" }).click();
  await expect(vera.getByRole("status").filter({ hasText: "America/New York" })).toBeVisible();
  await expect(zone).toHaveValue("America/New_York");
  expect(await tooWide(vera)).toEqual([]);
  await vera.goto("/settings");
  await expect(vera.getByText("By your clock, in America/New York.")).toBeVisible();
  await vera.getByRole("link", { name: "Choose another clock" }).click();
  await zone.selectOption("");
  await vera.getByRole("button", { name: "Set the time zone" }).click();
  await expect(zone).toHaveValue("");
});

test("Settings are whole in Arabic, in the dark, and each part is a page of its own", async ({ enter }) => {
  const maya = await enter("Maya Fernandes", { locale: "ar", colorScheme: "dark" });
  for (const path of ["/settings", "/settings/profile", "/settings/security", "/settings/data"]) {
    await maya.setViewportSize({ width: 320, height: 700 });
    await maya.goto(path);
    await expect(maya.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(maya.locator("main nav [aria-current=page]")).toHaveCount(1);
    expect(await tooWide(maya)).toEqual([]);
    expect((await new AxeBuilder({ page: maya }).analyze()).violations).toEqual([]);
  }
});
