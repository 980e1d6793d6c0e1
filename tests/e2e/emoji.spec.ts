import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { composer, openChat, openInInbox, said, say } from "./conversation";
import { expect, test } from "./stage";

/** All emoji, for one message. */
async function openPicker(page: Page, text: string): Promise<void> {
  await said(page, text).hover();
  await said(page, text)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await page.getByRole("button", { name: "More emoji" }).click();
}

test("Maya finds an emoji by its name and gives it with the keyboard alone, and Sam sees it", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  const asked: string[] = [];
  maya.on("request", (request) => asked.push(request.url()));
  await openChat(maya, "harbor-coffee");
  const text = `Which one? ${randomUUID()}`;
  await say(maya, text);
  await openInInbox(sam, "Maya Fernandes");
  expect(asked.filter((url) => url.includes("/emoji/"))).toEqual([]);

  await openPicker(maya, text);
  const search = maya.getByRole("searchbox", { name: "Search emoji" });
  await expect(search).toBeFocused();
  await search.fill("otter");
  await expect(maya.getByRole("gridcell", { name: "Otter" })).toBeVisible();
  await maya.keyboard.press("ArrowDown");
  await maya.keyboard.press("Enter");
  await expect(said(sam, text).getByRole("button", { name: "🦦 from Maya Fernandes" })).toBeVisible();
  await expect(maya.getByRole("dialog", { name: "Emoji" })).toHaveCount(0);
  await expect(said(maya, text).getByRole("button", { name: /^What to do with/ })).toBeFocused();
  const origin = new URL(maya.url()).origin;
  expect(asked.filter((url) => url.startsWith("http") && !url.startsWith(origin))).toEqual([]);
});

test("a tone that was chosen stays chosen, and what is not found is said", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const text = `Well done ${randomUUID()}`;
  await say(maya, text);
  await openPicker(maya, text);
  await maya.getByRole("button", { name: "Skin tone: yellow" }).click();
  await maya.getByRole("button", { name: "Skin tone: light", exact: true }).click();
  await expect(maya.getByRole("button", { name: "Skin tone: medium-light" })).toBeVisible();
  const search = maya.getByRole("searchbox", { name: "Search emoji" });
  await search.fill("no such thing");
  await expect(maya.getByText("No emoji for “no such thing”")).toBeVisible();
  await search.fill("clapping");
  await maya.getByRole("gridcell", { name: "Clapping hands" }).click();
  await expect(said(maya, text).getByRole("button", { name: /^👏🏼 from/ })).toBeVisible();
  await openPicker(maya, text);
  await expect(maya.getByRole("button", { name: "Skin tone: medium-light" })).toBeVisible();
  await maya.keyboard.press("Escape");
  await expect(maya.getByRole("dialog", { name: "Emoji" })).toHaveCount(0);
  await expect(composer(maya)).toBeVisible();
});

test("an emoji goes into the text where the cursor is", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const field = composer(maya);
  await field.fill("Coffee  please");
  await field.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(7, 7));
  await maya.getByRole("button", { name: "Insert an emoji" }).click();
  await maya.getByRole("searchbox", { name: "Search emoji" }).fill("hot beverage");
  await maya.getByRole("gridcell", { name: "Hot beverage" }).click();
  await expect(field).toHaveValue("Coffee ☕ please");
  await expect(field).toBeFocused();
  await maya.keyboard.type("!");
  await expect(field).toHaveValue("Coffee ☕! please");
  await field.fill("");
});

test("where the emoji cannot be had that is said, and they can be asked for again", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_FAILED|Failed to fetch|TypeError/);
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  await maya.route("**/emoji/en", (route) => route.abort());
  await maya.getByRole("button", { name: "Insert an emoji" }).click();
  await expect(maya.getByText("The emoji could not be loaded.")).toBeVisible();
  await maya.unroute("**/emoji/en");
  await maya.getByRole("button", { name: "Try again" }).click();
  await expect(maya.getByRole("gridcell", { name: "Grinning face", exact: true })).toBeVisible();
});
