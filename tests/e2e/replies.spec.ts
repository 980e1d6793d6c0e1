import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { GROUP } from "../scenes/backdrop";
import { composer, openInInbox, said } from "./conversation";
import { expect, test } from "./stage";

const FORBIDDEN = /403/;
const options = (page: Page) => page.getByRole("option");

/** The owner of Harbor Coffee, whom the sign-in page does not offer. */
async function asNora(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/inbox/settings");
  await page.getByLabel("E-mail").fill("nora@harbor.example");
  await page.getByLabel("Password", { exact: true }).fill("servihub-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("/inbox/settings");
}

test("Nora writes saved replies, and Sam puts one in by keys alone", async ({ enter }) => {
  const word = `hours${randomUUID().slice(0, 5)}`;
  const nora = await enter();
  await asNora(nora);
  const settings = nora
    .locator("section")
    .filter({ has: nora.getByRole("heading", { name: "Saved replies" }) });
  await settings.getByLabel("Shortcut").fill(`/${word.toUpperCase()}`);
  await settings.getByLabel("Text").fill("Hi {customer first name}, {order} is ready until six. ");
  await settings.getByRole("button", { name: "your own name" }).click();
  await expect(settings.getByLabel("Text")).toHaveValue(/until six\. \{agent\}$/);
  await expect(settings.getByRole("status").filter({ hasText: "{order}" })).toBeVisible();
  await settings.getByRole("button", { name: "Add" }).click();
  await expect(settings.getByRole("listitem").filter({ hasText: `/${word}` })).toBeVisible();

  await settings.getByLabel("Shortcut").fill(word);
  await settings.getByLabel("Text").fill("Once more");
  await settings.getByRole("button", { name: "Add" }).click();
  await expect(nora.getByText("Another saved reply has this shortcut.")).toBeVisible();

  const sam = await enter("Sam Okafor");
  await openInInbox(sam, "Maya Fernandes");
  // What he began elsewhere comes back into the field.
  await sam.waitForLoadState("networkidle");
  await composer(sam).fill("");
  await composer(sam).pressSequentially(`Thanks! /${word.slice(0, 7)}`);
  await expect(options(sam).first()).toContainText(`/${word}`);
  await expect(options(sam).first().locator("mark")).toHaveText("{order}");
  await expect(composer(sam)).toHaveAttribute("aria-activedescendant", /./);
  await sam.keyboard.press("Escape");
  await expect(options(sam)).toHaveCount(0);
  await expect(composer(sam)).toHaveValue(`Thanks! /${word.slice(0, 7)}`);
  // What was closed stays closed until another slash.
  await composer(sam).pressSequentially(word.slice(7, 8));
  await expect(options(sam)).toHaveCount(0);
  await composer(sam).fill("");
  await composer(sam).pressSequentially(`Thanks! /${word.slice(0, 8)}`);
  await expect(options(sam)).toHaveCount(1);
  await sam.keyboard.press("Enter");
  const filled = "Thanks! Hi Maya, {order} is ready until six. Sam Okafor";
  await expect(composer(sam)).toHaveValue(filled);
  await sam.keyboard.press("ControlOrMeta+z");
  await expect(composer(sam)).toHaveValue(/^Thanks! \/hours/);
  // What comes back is chosen; the menu opens where the caret stands.
  await sam.keyboard.press("End");
  await expect(options(sam)).toHaveCount(1);
  await sam.keyboard.press("Tab");
  await expect(composer(sam)).toHaveValue(filled);
  await sam.keyboard.press("Enter");
  await expect(said(sam, filled).last()).toBeVisible();

  // A slash within a word is none, and what nobody has saved is sent as it is.
  await composer(sam).pressSequentially("and/or /nothing-like-this");
  await expect(options(sam)).toHaveCount(0);
  await sam.keyboard.press("Enter");
  await expect(said(sam, "and/or /nothing-like-this").last()).toBeVisible();

  const line = settings.getByRole("listitem").filter({ hasText: `/${word}` });
  await line.getByRole("button", { name: `Edit /${word}` }).click();
  await nora.getByRole("dialog").getByLabel("Text").fill("We are open until seven.");
  await nora.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(line).toContainText("until seven");
  await line.getByRole("button", { name: `Delete /${word}` }).click();
  await expect(line).toHaveCount(0);
  await nora.getByRole("button", { name: "Undo" }).click();
  await expect(line).toContainText("until seven");
  await nora.reload();
  await expect(line).toContainText("until seven");
});

test("Sam puts a saved reply into a group, with a blank for the name that only he knows", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await sam.goto(`/inbox/${GROUP}`);
  await sam.waitForLoadState("networkidle");
  await composer(sam).fill("");
  await composer(sam).pressSequentially("/hello");
  await expect(options(sam).first().locator("mark")).toHaveText("___");
  await expect(sam.getByText("A group has no one customer.")).toBeVisible();
  await sam.keyboard.press("Enter");
  const filled = (name: string) =>
    `Hi ${name}, Sam Okafor of Harbor Coffee here. Let me look into that for you.`;
  await expect(composer(sam)).toHaveValue(filled("___"));
  // The blank is chosen: what is written next takes its place.
  await sam.keyboard.type("everybody");
  await expect(composer(sam)).toHaveValue(filled("everybody"));
  await composer(sam).fill("");
});

test("[S10] the settings of the inbox are the owner's", async ({ enter, expectComplaint }) => {
  expectComplaint(FORBIDDEN);
  for (const person of ["Sam Okafor", "Maya Fernandes"] as const) {
    const page = await enter(person);
    expect((await page.goto("/inbox/settings"))?.status()).toBe(403);
  }
});
