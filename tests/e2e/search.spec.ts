import type { Page } from "@playwright/test";
import { ARCHIVE, ARCHIVE_MESSAGES } from "../scenes/backdrop";
import { inWords } from "../scenes/stories";
import { AxeBuilder } from "./axe";
import { composer, said, say, timeline } from "./conversation";
import { expect, test } from "./stage";

/** Far from either end of ten thousand. */
const SAID_LONG_AGO = 4_321;

test("Sam finds what was said long ago in a conversation of ten thousand messages, and is led there", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await sam.goto(`/inbox/${ARCHIVE}`);
  await expect(said(sam, inWords(ARCHIVE_MESSAGES))).toBeInViewport();
  await sam.getByRole("button", { name: "Search", exact: true }).click();
  const field = sam.getByRole("searchbox", { name: "Search in this conversation" });
  await expect(field).toBeFocused();
  await field.fill(`"${inWords(SAID_LONG_AGO)}"`);
  const results = sam.getByRole("region", { name: "What was found" }).first();
  await expect(results.getByRole("button")).toHaveCount(1);
  await field.press("Enter");
  await expect(said(sam, inWords(SAID_LONG_AGO))).toBeInViewport();
  await expect.poll(() => markedCount(sam)).toBeGreaterThan(0);
  // Nothing is left out around it, and it is not the end.
  await expect(said(sam, inWords(SAID_LONG_AGO - 1))).toBeAttached();
  await expect(said(sam, inWords(SAID_LONG_AGO + 1))).toBeAttached();

  // Newer ones are loaded as one goes, none left out.
  await expect(async () => {
    await timeline(sam).evaluate((log) => log.scrollBy(0, 400));
    const seen = await numbersOf(sam);
    expect(seen).toEqual(seen.map((_, n) => (seen[0] ?? 0) + n));
    expect(seen.at(-1)).toBeGreaterThan(SAID_LONG_AGO + 60);
  }).toPass();

  await field.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(sam.getByRole("button", { name: "Search", exact: true })).toBeFocused();
  await sam.getByRole("button", { name: "Jump to latest" }).click();
  await expect(said(sam, inWords(ARCHIVE_MESSAGES))).toBeInViewport();
});

test("A link to a message opens there, without a script too, and what comes in meanwhile does not move the reader", async ({
  enter,
}) => {
  const [sam, ines] = [await enter("Sam Okafor"), await enter("Ines Moreau")];
  const id = await idOfMessage(sam, SAID_LONG_AGO);
  const still = await sam.request.get(`/inbox/${ARCHIVE}?message=${id}`);
  expect(await still.text()).toContain(inWords(SAID_LONG_AGO));
  await sam.goto(`/inbox/${ARCHIVE}?message=${id}`);
  await expect(said(sam, inWords(SAID_LONG_AGO))).toBeInViewport();
  const before = await said(sam, inWords(SAID_LONG_AGO)).boundingBox();

  await ines.goto(`/inbox/${ARCHIVE}`);
  const news = `The archive goes on ${Date.now()}`;
  await say(ines, news);
  await expect(said(ines, news)).toBeInViewport();
  await expect(sam.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  const after = await said(sam, inWords(SAID_LONG_AGO)).boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(2);

  // What was noted at that time stands among it, and only that.
  const notes = timeline(sam).getByRole("group", { name: "Internal note" });
  await expect(notes.filter({ hasText: `Noted before ${SAID_LONG_AGO}` })).toBeAttached();
  await expect(async () => {
    await timeline(sam).evaluate((log) => log.scrollBy(0, 1_500));
    const order = await placesOf(sam);
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(order.filter((each) => !Number.isInteger(each)).length).toBeGreaterThan(0);
    expect(order.at(-1)).toBeGreaterThan(SAID_LONG_AGO + 260);
  }).toPass();

  // Whoever writes wants to see what they wrote.
  await composer(sam).fill("Thank you, Ines.");
  await composer(sam).press("Enter");
  await expect(said(sam, "Thank you, Ines.")).toBeInViewport();
  // It stands in the timeline, and over what was written without having seen it.
  await expect(said(sam, news).first()).toBeAttached();
});

test("Sam searches all conversations by keyboard alone, and opens what was found where it was said", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor");
  await sam.goto("/inbox");
  const field = sam.getByRole("searchbox", { name: "Search all conversations" });
  await field.fill("zzz");
  await expect(sam.getByRole("status").filter({ hasText: "Nothing found" })).toBeAttached();
  await field.fill(inWords(SAID_LONG_AGO).slice(0, -3));
  const hit = sam.getByRole("region", { name: "What was found" }).getByRole("link").first();
  await expect(hit).toContainText(inWords(SAID_LONG_AGO).slice(0, 8));
  await expect(sam.getByRole("heading", { name: "Viktor Lang" }).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page: sam }).analyze();
  expect(violations).toEqual([]);
  await field.press("ArrowDown");
  await expect(hit).toBeFocused();
  await sam.keyboard.press("Enter");
  await expect(sam).toHaveURL(/message=/);
  await expect(said(sam, inWords(SAID_LONG_AGO))).toBeInViewport();
});

test("Maya finds her own words in her chats, and nobody else's", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await maya.goto("/chats");
  const field = maya.getByRole("searchbox", { name: "Search your chats" });
  await field.fill("decaf");
  const results = maya.getByRole("region", { name: "What was found" });
  await expect(results.getByRole("link").first()).toBeVisible();
  await expect(results.getByRole("heading", { name: "Viktor Lang" })).toHaveCount(0);
  await field.fill("co");
  await expect(results).toContainText("three letters or more");
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await expect(results).toHaveCount(0);
});

/** The numbers of the messages that are drawn. */
async function numbersOf(page: Page): Promise<number[]> {
  const texts = await timeline(page).getByRole("article").allInnerTexts();
  return texts.flatMap((text) => text.match(/Message (\d+)\./)?.[1] ?? []).map(Number);
}

/** The same, with half a number for what was noted before one. */
async function placesOf(page: Page): Promise<number[]> {
  const texts = await timeline(page).getByRole("article").allInnerTexts();
  return texts.flatMap((text) => {
    const noted = text.match(/Noted before (\d+)/)?.[1];
    const message = text.match(/Message (\d+)\./)?.[1];
    return noted ? Number(noted) - 0.5 : message ? Number(message) : [];
  });
}

/** How many words are marked on the screen, without elements of their own. */
function markedCount(page: Page): Promise<number> {
  return page.evaluate(() => CSS.highlights.get("found")?.size ?? 0);
}

async function idOfMessage(page: Page, seq: number): Promise<string> {
  const answer = await page.request.get(
    `/api/search?conversationId=${ARCHIVE}&q=${encodeURIComponent(`"${inWords(seq)}"`)}`,
    {
      headers: { origin: new URL(page.url()).origin },
    },
  );
  const { hits } = await answer.json();
  return hits[0].message.id;
}
