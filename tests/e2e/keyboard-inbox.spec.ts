import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, openChat, said, say, timeline } from "./conversation";
import { expect, test } from "./stage";

const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const shortcuts = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const openName = (page: Page) => page.locator("#list a[aria-current=page]");

test("Sam goes through the inbox by single keys, which write nothing else where he writes", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await openInboxAlive(sam);
  await sam.keyboard.press("j");
  await sam.waitForURL(/\/inbox\/[\w-]{36}/);
  await expect(composer(sam)).toBeVisible();
  const first = sam.url();
  await sam.keyboard.press("j");
  await expect(sam).not.toHaveURL(first);
  await expect(composer(sam)).toBeVisible();
  await sam.keyboard.press("k");
  await expect(sam).toHaveURL(first);
  await expect(composer(sam)).toBeVisible();

  await sam.keyboard.press("r");
  await expect(composer(sam)).toBeFocused();
  await sam.keyboard.type("jk?");
  await expect(composer(sam)).toHaveValue("jk?");
  await expect(sam).toHaveURL(first);
  await composer(sam).fill("");
  await sam.keyboard.press("Escape");
  await expect(composer(sam)).not.toBeFocused();
  await sam.keyboard.press("Control+j");
  await sam.keyboard.press("Shift+J");
  await sam.keyboard.press("/");
  await expect(sam.getByRole("searchbox", { name: "Search all conversations" })).toBeFocused();
  await expect(sam).toHaveURL(first);
  await sam.keyboard.press("Escape");
  await sam.locator("body").click({ position: { x: 5, y: 5 } });
  await sam.keyboard.press("g");
  await sam.keyboard.press("m");
  await expect(sam).toHaveURL(/[?&]assignee=me/);
  await sam.keyboard.press("g");
  await sam.keyboard.press("i");
  await expect(sam).not.toHaveURL(/assignee/);
  await sam.keyboard.press("u");
  await expect(sam).toHaveURL(/\/inbox\??$/);
});

test("Sam's day by keys alone: open, answer, note, hand over, snooze, take back, take, next", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const question = `Do you grind beans? ${Date.now()}`;
  await say(maya, question);

  const sam = await enter("Sam Okafor");
  await openInboxAlive(sam);
  await openPalette(sam);
  await sam.keyboard.type("maya fernandes");
  await sam.keyboard.press("Enter");
  await expect(said(sam, question)).toBeVisible();
  await sam.keyboard.press("r");
  const answer = `We do, as fine as you like. ${Date.now()}`;
  await sam.keyboard.type(answer);
  await sam.keyboard.press("Enter");
  await expect(said(maya, answer)).toBeVisible();
  await sam.keyboard.press("Escape");
  await sam.keyboard.press("n");
  const note = `She has a moka pot. ${Date.now()}`;
  await sam.keyboard.type(note);
  await sam.keyboard.press("Enter");
  await expect(timeline(sam).getByText(note)).toBeVisible();
  await sam.keyboard.press("Escape");

  const work = sam.getByRole("region", { name: "Work on this conversation" });
  const choose = async (key: string, words: string) => {
    await sam.keyboard.press(key);
    await expect(sam.getByRole("combobox")).toBeFocused();
    await sam.keyboard.type(words);
    await sam.keyboard.press("Enter");
    await expect(sam.getByRole("combobox")).toHaveCount(0);
  };
  await choose("a", "ines");
  await expect(work).toContainText("Ines Moreau");
  await choose("s", "tomorrow");
  await expect(work).toContainText("Snoozed");
  // It can be taken back once it is told of.
  await expect(sam.getByRole("region", { name: /^Notices/ }).getByText(/snoozed/)).toBeVisible();
  await sam.keyboard.press("z");
  await expect(work).not.toContainText("Snoozed");
  await sam.keyboard.press("m");
  await expect(work).toContainText("You");
  await choose("a", "nobody");
  await expect(work).toContainText("Nobody");
  const place = sam.url();
  await sam.keyboard.press("j");
  await expect(sam).not.toHaveURL(place);
  await expect(maya.getByText(note)).toHaveCount(0);
});

test("Sam finds a conversation and what he can do in the palette, and what he used last comes first", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await openInboxAlive(sam);
  await openPalette(sam);
  await sam.keyboard.type("maya fer");
  await expect(palette(sam).getByRole("option")).toHaveCount(1);
  await expect(palette(sam).getByRole("option", { selected: true })).toContainText("Maya Fernandes");
  await sam.keyboard.press("Enter");
  await expect(palette(sam)).toHaveCount(0);
  await expect(openName(sam)).toContainText("Maya Fernandes");
  await expect(composer(sam)).toBeVisible();

  await openPalette(sam);
  await expect(palette(sam).getByRole("option").first()).toContainText("Maya Fernandes");
  await sam.keyboard.type("reply");
  await sam.keyboard.press("Enter");
  await expect(composer(sam)).toBeFocused();

  await openPalette(sam);
  await sam.keyboard.type("zebra crossing");
  await expect(palette(sam)).toContainText("Nothing found");
  await sam.keyboard.press("Enter");
  const { violations } = await new AxeBuilder({ page: sam }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await sam.keyboard.press("Escape");
  await expect(composer(sam)).toBeFocused();
});

test("Sam gives a command another key, is told of a conflict, and switches single keys off", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await openInboxAlive(sam);
  await sam.keyboard.press("?");
  const next = shortcuts(sam).getByRole("textbox", { name: "Next conversation" });
  await expect(next).toHaveValue("j");
  await next.fill("k");
  await expect(next).toHaveAccessibleDescription("Gets in the way of: Previous conversation");
  await next.fill("nope");
  await next.fill("jj");
  await expect(next).toHaveAccessibleDescription("One key, or two with a space between.");
  await next.fill("g n");
  await expect(next).toHaveAccessibleDescription("");
  await sam.keyboard.press("Escape");
  await expect(shortcuts(sam)).toHaveCount(0);

  await sam.reload();
  await openInboxAlive(sam);
  await sam.keyboard.press("g");
  await sam.keyboard.press("n");
  await sam.waitForURL(/\/inbox\/./);
  const place = sam.url();
  await sam.keyboard.press("?");
  await shortcuts(sam).getByRole("checkbox", { name: "Use single keys" }).uncheck();
  await sam.keyboard.press("Escape");
  await expect(shortcuts(sam)).toHaveCount(0);
  for (const key of ["k", "g", "i", "?"]) await sam.keyboard.press(key);
  await openPalette(sam);
  await sam.keyboard.type("shortcuts");
  await sam.keyboard.press("Enter");
  await expect(shortcuts(sam)).toBeVisible();
  await expect(sam).toHaveURL(place);
  await shortcuts(sam).getByRole("button", { name: "Use the usual keys" }).click();
  await expect(next).toHaveValue("j");
  await expect(shortcuts(sam).getByRole("checkbox")).toBeChecked();
});

/** Keys are heard once the page is alive, which then writes moments. */
async function openInboxAlive(page: Page): Promise<void> {
  await page.goto("/inbox");
  await expect(page.locator("#list time[title]").first()).toBeVisible();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("combobox", { name: "What would you like to do?" })).toBeFocused();
}
