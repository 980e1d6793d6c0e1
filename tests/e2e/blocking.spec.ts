import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { block } from "../scenes/customer-scenes";
import { composer, openInInbox, said, say, timeline } from "./conversation";
import { type Enter, expect, test } from "./stage";

const desktop = { viewport: { width: 1440, height: 900 } };
const OFFLINE = /ERR_INTERNET_DISCONNECTED|CLOSING or CLOSED/;

const cannotWrite = (page: Page) => page.getByText(/^You cannot write to this business until /);
const panel = (page: Page) => page.getByRole("complementary", { name: "Customer" });

/** A customer nobody else knows, who has just written to Harbor Coffee. */
async function somebodyNew(enter: Enter): Promise<{ page: Page; name: string }> {
  const name = `Vera ${randomUUID().slice(0, 6)}`;
  const page = await enter();
  await page.goto("/b/harbor-coffee?chat=open");
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Start chatting" }).click();
  await expect(composer(page)).toBeFocused();
  await say(page, "Your beans are rubbish");
  await expect(said(page, "Your beans are rubbish")).toBeVisible();
  return { page, name };
}

test("Sam blocks Vera, who is told so at once, reads on, and loses no word; Sam takes it back", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(OFFLINE);
  const { page: vera, name } = await somebodyNew(enter);
  const [sam, ines] = [await enter("Sam Okafor", desktop), await enter("Ines Moreau", desktop)];
  for (const page of [sam, ines]) await openInInbox(page, name);
  await expect(said(sam, "Your beans are rubbish")).toBeVisible();
  await expect(panel(ines).getByRole("button", { name: "Block…" })).toBeVisible();

  // What she sends while her line is down waits with her.
  await vera.context().setOffline(true);
  await say(vera, "And your cups leak");
  await composer(vera).fill("Half a thought");

  await panel(sam).getByRole("button", { name: "Block…" }).click();
  const dialog = sam.getByRole("dialog");
  await dialog.getByLabel("A day").check();
  await dialog.getByLabel("Reason").fill("Insults");
  await sam.keyboard.press("Enter");
  await expect(panel(sam)).toContainText("Blocked until");
  for (const page of [sam, ines]) await expect(panel(page)).toContainText("Insults");

  await vera.context().setOffline(false);
  await expect(cannotWrite(vera)).toBeVisible();
  await expect(composer(vera)).toHaveCount(0);
  const unsent = said(vera, "And your cups leak");
  await expect(unsent).toContainText("This business does not take messages from you.");
  await say(sam, "Please calm down first");
  await expect(said(vera, "Please calm down first")).toBeVisible();
  await expect(vera.getByText("Insults")).toHaveCount(0);
  await vera.reload();
  await expect(cannotWrite(vera)).toBeVisible();
  await expect(said(vera, "And your cups leak")).toBeVisible();

  await panel(sam).getByRole("button", { name: "Let them write again" }).click();
  for (const page of [sam, ines])
    await expect(panel(page).getByRole("button", { name: "Block…" })).toBeVisible();
  await expect(composer(vera)).toHaveValue("Half a thought");
  await said(vera, "And your cups leak").getByRole("button", { name: "Try again" }).click();
  await expect(said(sam, "And your cups leak")).toBeVisible();

  // Taken back from where it is told.
  await sam.getByRole("button", { name: "Undo" }).last().click();
  await expect(cannotWrite(vera)).toBeVisible();
  await expect(timeline(vera)).toBeVisible();
});

test("On a phone the words that somebody is blocked cover nothing of what was said last", async ({
  enter,
}) => {
  const leo = await enter("Leo Brandt", { viewport: { width: 390, height: 600 } });
  await block(leo);
  await leo.goto("/chats");
  await leo.locator("[data-conversation]").last().click();
  await expect(cannotWrite(leo)).toBeVisible();
  await expect(composer(leo)).toHaveCount(0);
  await expect(async () => {
    const last = await timeline(leo).getByRole("article").last().boundingBox();
    const log = await timeline(leo).boundingBox();
    const strip = await cannotWrite(leo).boundingBox();
    if (!last || !log || !strip) throw new Error("not there");
    expect(last.y + last.height).toBeLessThanOrEqual(log.y + log.height);
    expect(log.y + log.height).toBeLessThanOrEqual(strip.y);
  }).toPass();
});

test("Sam and Ines write a note on Vera at once, and neither loses a word", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(OFFLINE);
  const { name } = await somebodyNew(enter);
  const [sam, ines] = [await enter("Sam Okafor", desktop), await enter("Ines Moreau", desktop)];
  const note = (page: Page) => panel(page).getByRole("textbox", { name: "Private note on this customer" });
  for (const page of [sam, ines]) {
    await openInInbox(page, name);
    await expect(note(page)).toBeVisible();
  }
  await expect(panel(sam)).toContainText("Local time");
  await note(sam).fill("Allergic");
  await expect(note(ines)).toHaveValue("Allergic");
  await ines.context().setOffline(true);
  await note(ines).fill("Always in a hurry");
  const saved = sam.waitForResponse((response) =>
    Boolean(response.request().postData()?.includes("Allergic to nuts")),
  );
  await note(sam).fill("Allergic to nuts");
  await saved;
  await ines.context().setOffline(false);
  await expect(panel(ines).getByRole("alert")).toContainText("Allergic to nuts");
  await expect(note(ines)).toHaveValue("Always in a hurry");
  await note(ines).fill("Always in a hurry. Allergic to nuts");
  await panel(ines).getByRole("button", { name: "Save mine" }).click();
  await expect(panel(ines).getByText("Saved", { exact: true })).toBeVisible();
  await expect(panel(ines).getByRole("alert")).toHaveCount(0);
  await expect(note(sam)).toHaveValue("Always in a hurry. Allergic to nuts");
});
