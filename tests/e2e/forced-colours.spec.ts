import type { Locator } from "@playwright/test";
import { composer, openInInbox, timeline } from "./conversation";
import { expect, test } from "./stage";

const TABS_TO_SEND_MAX = 6;
const isFocused = (button: Locator) => button.evaluate((each) => each === document.activeElement);

/** Backgrounds are gone then; what is left are borders and outlines, in the reader's own colours. */
test("With the reader's own colours bubbles, the field, what is chosen and the focus can still be told apart", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor", { forcedColors: "active", viewport: { width: 1440, height: 900 } });
  // Nobody says anything here but words of their own: what stands within a bubble needs no edge.
  await openInInbox(sam, "Aiko Tanaka");
  const bubbles = timeline(sam).getByRole("article").locator("div[dir=auto]:has(span)");
  await expect.poll(() => bubbles.count()).toBeGreaterThan(2);
  for (const bubble of await bubbles.all()) expect(await edgeOf(bubble)).toBeGreaterThanOrEqual(1);
  expect(await edgeOf(composer(sam).locator("xpath=ancestor::div[2]"))).toBeGreaterThanOrEqual(1);
  expect(await edgeOf(sam.getByRole("link", { name: "Aiko Tanaka" }))).toBeGreaterThanOrEqual(1);

  await composer(sam).fill("Hello");
  const send = sam.getByRole("button", { name: "Send", exact: true });
  // Past what else can be done with the words.
  for (let n = 0; n < TABS_TO_SEND_MAX && !(await isFocused(send)); n += 1) await sam.keyboard.press("Tab");
  await expect(send).toBeFocused();
  expect(await send.evaluate((button) => getComputedStyle(button).outlineStyle)).not.toBe("none");
});

/** How wide the line around something is, in CSS pixels, as a border or an outline. */
function edgeOf(locator: Locator): Promise<number> {
  return locator.evaluate((element) => {
    const { borderTopWidth, borderTopStyle, outlineWidth, outlineStyle } = getComputedStyle(element);
    const width = (size: string, style: string) => (style === "none" ? 0 : Number.parseFloat(size));
    return Math.max(width(borderTopWidth, borderTopStyle), width(outlineWidth, outlineStyle));
  });
}
