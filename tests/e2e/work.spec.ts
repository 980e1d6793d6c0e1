import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, openInInbox, writeAsGuest } from "./conversation";
import { query } from "./database";
import { type Enter, expect, test } from "./stage";

// Several people in each, one after the other.
test.slow();

const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 800 } };

const bar = (page: Page) => page.getByRole("region", { name: "Work on this conversation" });
const part = (page: Page, name: string) => bar(page).getByRole("button", { name: new RegExp(`^${name}`) });
const toast = (page: Page, text: string | RegExp) =>
  page
    .getByRole("region", { name: /^Notices/ })
    .getByRole("listitem")
    .filter({ hasText: text });

/** Somebody new writes to Harbor Coffee; gives back what they are called. */
async function waiting(enter: Enter): Promise<string> {
  const visitor = await enter();
  const name = await writeAsGuest(visitor, "Do you have decaf?");
  return name;
}

/** What colleagues do comes to nobody's ears on this page. */
async function deafen(page: Page): Promise<void> {
  await page.routeWebSocket(/\/parties\/feed\/inbox-/, (near) => {
    const far = near.connectToServer();
    far.onMessage((frame) => {
      if (!String(frame).includes('"conversation:changed"')) near.send(frame);
    });
  });
}

async function barriersOn(page: Page) {
  return (await new AxeBuilder({ page }).analyze()).violations;
}

/** The site looks every few seconds, after what else is due. */
const DUE_WITHIN_MS = 40_000;

test("[F17] Sam and Ines take a conversation at once: one has it, the other is told who was faster", async ({
  enter,
}) => {
  const name = await waiting(enter);
  const [sam, ines, nora] = [
    await enter("Sam Okafor", desktop),
    await enter("Ines Moreau", desktop),
    await enter("Nora Lindqvist", desktop),
  ];
  await Promise.all([deafen(sam), deafen(ines)]);
  for (const page of [sam, ines, nora]) await openInInbox(page, name);
  await Promise.all([sam, ines].map((page) => bar(page).getByRole("button", { name: "Take" }).click()));
  const isSams = await Promise.race([
    toast(sam, "You took this")
      .waitFor()
      .then(() => true),
    toast(ines, "You took this")
      .waitFor()
      .then(() => false),
  ]);
  const [winner, loser] = isSams ? [sam, ines] : [ines, sam];
  const called = isSams ? "Sam Okafor" : "Ines Moreau";
  await expect(toast(loser, `${called} was faster`)).toBeVisible();
  await expect(part(winner, "Assigned to: You")).toBeVisible();
  await expect(part(loser, `Assigned to: ${called}`)).toBeVisible();
  // Whoever only looks on sees it by itself.
  await expect(part(nora, `Assigned to: ${called}`)).toBeVisible();
  await toast(winner, "You took this").getByRole("button", { name: "Undo" }).click();
  await expect(part(winner, "Assigned to: Nobody")).toBeVisible();
  await expect(part(nora, "Assigned to: Nobody")).toBeVisible();
});

test("Sam puts a conversation aside, takes that back, and finds it open again when its time has come", async ({
  enter,
}) => {
  const name = await waiting(enter);
  const sam = await enter("Sam Okafor", desktop);
  await openInInbox(sam, name);
  const snooze = async () => {
    await part(sam, "Status").click();
    await sam.getByRole("menuitem", { name: /^Tomorrow morning/ }).click();
    await expect(part(sam, "Status: Snoozed until")).toBeVisible();
  };
  await snooze();
  await toast(sam, "You snoozed this until").getByRole("button", { name: "Undo" }).click();
  await expect(part(sam, "Status: Open")).toBeVisible();
  await snooze();
  const id = sam.url().split("/").at(-1)?.split("?")[0];
  await query("update conversations set snoozed_until = now() - interval '1 second' where id = $1", [id]);
  await expect(part(sam, "Status: Open")).toBeVisible({ timeout: DUE_WITHIN_MS });
  await part(sam, "Status").click();
  await sam.getByRole("menuitem", { name: "Another time…" }).click();
  const dialog = sam.getByRole("dialog", { name: "Snooze until" });
  await dialog.getByLabel("Day and time").fill("2001-01-01T09:00");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await expect(dialog).toContainText("within the next year");
  await sam.keyboard.press("Escape");
  await expect(part(sam, "Status: Open")).toBeVisible();
});

test("Nora makes a tag, Sam puts it on by the keyboard alone, and Ines sees it; deleted it is gone", async ({
  enter,
}) => {
  const [name, tag] = [await waiting(enter), `Tag ${randomUUID().slice(0, 8)}`];
  const nora = await enter("Nora Lindqvist", desktop);
  await nora.goto("/inbox/settings");
  const settings = nora.getByRole("region", { name: "Tags" });
  await settings.getByLabel("Name").fill(tag);
  await nora.getByRole("radio", { name: "Plum" }).check();
  await settings.getByRole("button", { name: "Make the tag" }).click();
  await expect(nora.getByRole("listitem").filter({ hasText: tag })).toBeVisible();
  await settings.getByLabel("Name").fill(tag.toUpperCase());
  await settings.getByRole("button", { name: "Make the tag" }).click();
  await expect(nora.getByText("There is a tag of that name.")).toBeVisible();
  expect(await barriersOn(nora)).toEqual([]);

  const [sam, ines] = [await enter("Sam Okafor", desktop), await enter("Ines Moreau", desktop)];
  for (const page of [sam, ines]) await openInInbox(page, name);
  await part(sam, "Tags").focus();
  await sam.keyboard.press("Enter");
  const picker = sam.getByRole("dialog", { name: "Tags" });
  await picker.getByLabel("Find a tag").focus();
  await sam.keyboard.type(tag);
  await sam.keyboard.press("Tab");
  await expect(picker.getByRole("checkbox", { name: tag })).toBeFocused();
  await sam.keyboard.press("Space");
  await expect(picker.getByRole("checkbox", { name: tag })).toBeChecked();
  expect(await barriersOn(sam)).toEqual([]);
  await sam.keyboard.press("Escape");
  await expect(part(sam, "Tags")).toBeFocused();
  await expect(part(ines, `Tags: ${tag}`)).toBeVisible();
  await expect(ines.getByRole("link", { name }).getByText(tag)).toBeVisible();
  await ines.getByRole("button", { name: "All views and filters" }).click();
  await ines.getByRole("combobox", { name: "Tag" }).selectOption(tag);
  await expect(ines).toHaveURL(/tag=/);
  await ines.keyboard.press("Escape");
  await expect(ines.getByRole("navigation", { name: "Views" }).getByText(tag)).toBeVisible();

  await nora.getByRole("button", { name: `Delete “${tag}”` }).click();
  await nora.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(nora.getByRole("listitem").filter({ hasText: tag })).toHaveCount(0);
  for (const page of [sam, ines]) {
    await expect(part(page, "Tags: No tags")).toBeVisible();
    await expect(page.getByRole("link", { name }).getByText(tag)).toHaveCount(0);
  }
  // Nothing is left to be seen by it.
  await expect(ines).not.toHaveURL(/tag=/);
  await expect(ines.getByText("There is no such tag any more. This is all that is open.")).toHaveCount(1);
  await expect(ines.getByRole("link", { name })).toBeVisible();
});

test("Nora makes a tag where she needs it, for a conversation and for its customer; Ines has it at once", async ({
  enter,
}) => {
  const name = await waiting(enter);
  const [one, other] = [`Fair ${randomUUID().slice(0, 8)}`, `Wholesale ${randomUUID().slice(0, 8)}`];
  const [nora, ines] = [await enter("Nora Lindqvist", desktop), await enter("Ines Moreau", desktop)];
  for (const page of [nora, ines]) await openInInbox(page, name);
  const picker = nora.getByRole("dialog", { name: "Tags" });
  const panel = (page: Page) => page.getByRole("complementary", { name: "Customer" });
  await part(nora, "Tags").click();
  await picker.getByLabel("Find or make a tag").fill(one);
  await picker.getByRole("button", { name: `Make the tag “${one}”` }).click();
  await expect(picker.getByRole("checkbox", { name: one })).toBeChecked();
  expect(await barriersOn(nora)).toEqual([]);
  await nora.keyboard.press("Escape");
  await expect(part(ines, `Tags: ${one}`)).toBeVisible();

  await panel(nora).getByRole("button", { name: "Tag this customer" }).click();
  await picker.getByRole("checkbox", { name: one }).check();
  await picker.getByLabel("Find or make a tag").fill(other);
  await picker.getByRole("button", { name: `Make the tag “${other}”` }).click();
  await expect(picker.getByRole("checkbox", { name: other })).toBeChecked();
  await nora.keyboard.press("Escape");
  for (const tag of [one, other])
    await expect(panel(ines).getByRole("listitem").filter({ hasText: tag })).toBeVisible();

  // Agents put on what there is, and make none.
  await panel(ines).getByRole("button", { name: "Tag this customer" }).click();
  const ofInes = ines.getByRole("dialog", { name: "Tags" });
  await ofInes.getByLabel("Find a tag").fill("None of that name");
  await expect(ofInes.getByRole("button", { name: /^Make the tag/ })).toHaveCount(0);
});

test("Nora has conversations given out in turn, and no longer", async ({ enter }) => {
  const nora = await enter("Nora Lindqvist", desktop);
  await nora.goto("/inbox/settings");
  const turns = nora.getByRole("checkbox", { name: "Give out conversations in turn" });
  const choose = (isOn: boolean) =>
    expect(async () => {
      const isSaved = nora.waitForResponse((response) => "next-action" in response.request().headers(), {
        timeout: 5_000,
      });
      await turns.setChecked(isOn);
      await isSaved;
      await nora.reload();
      await expect(turns).toBeChecked({ checked: isOn, timeout: 1_000 });
    }).toPass();
  try {
    await choose(true);
    await choose(false);
  } finally {
    await query("update businesses set is_in_turn = false where slug = $1", ["harbor-coffee"]);
  }
});

test("On a phone the bar folds into one button, and the sheet hands a conversation over", async ({
  enter,
}) => {
  const name = await waiting(enter);
  const sam = await enter("Sam Okafor", phone);
  await openInInbox(sam, name);
  const folded = part(sam, "Change how this stands: Nobody, Open");
  await folded.focus();
  await sam.keyboard.press("Enter");
  const sheet = sam.getByRole("dialog", { name: "Work on this conversation" });
  await sheet.getByRole("button", { name: /^Priority: Normal/ }).click();
  await sam.getByRole("menuitemradio", { name: "Urgent" }).click();
  await expect(sheet.getByRole("button", { name: /^Priority: Urgent/ })).toBeVisible();
  await sheet.getByRole("button", { name: /^Assigned to/ }).click();
  await sam.getByRole("menuitemradio", { name: /^Ines Moreau/ }).click();
  await expect(sheet.getByRole("button", { name: /^Assigned to: Ines Moreau/ })).toBeVisible();
  expect(await barriersOn(sam)).toEqual([]);
  await sam.keyboard.press("Escape");
  await expect(part(sam, "Change how this stands: Ines Moreau, Open, Urgent")).toBeFocused();
  await expect(composer(sam)).toBeVisible();
});
