import { randomUUID } from "node:crypto";
import { composer, openChat, openInInbox, said, say } from "./conversation";
import { expect, test } from "./stage";

test("Sam sees what Maya's message said before she edited it, and gets back to it by Escape", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  await say(maya, `Two **flat** whits ${tag}`);
  await expect(said(maya, tag)).toContainText(/Sent|Delivered|Read/);
  await composer(maya).press("ArrowUp");
  await composer(maya).fill(`Two flat whites ${tag}`);
  await composer(maya).press("Enter");
  await openInInbox(sam, "Maya Fernandes");
  const edited = said(sam, tag).getByRole("button", { name: "edited" });
  await edited.focus();
  await sam.keyboard.press("Enter");
  const dialog = sam.getByRole("dialog", { name: "What it said before" });
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await expect(dialog.getByRole("listitem")).toContainText(`Two flat whits ${tag}`);
  await expect(dialog.locator("strong")).toHaveText("flat");
  await expect(dialog.getByText(/^Until .*2\d{3}.*, changed by Maya Fernandes$/)).toBeVisible();
  await sam.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(edited).toBeFocused();
});
