import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { expect, test } from "./stage";

const choice = (page: Page) => page.getByRole("region", { name: "Not sent yet" });
const words = (text: string) => `${text} ${randomUUID().slice(0, 8)}`;

test.beforeEach(({ expectComplaint }) => {
  expectComplaint(COMPLAINT_OF_THE_LINE);
  expectComplaint(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket connection/);
});

test("what Sam answers without a line is not sent over what Ines and Maya said meanwhile", async ({
  enter,
}) => {
  test.slow();
  const [maya, sam, ines] = [
    await enter("Maya Fernandes"),
    await enter("Sam Okafor"),
    await enter("Ines Moreau"),
  ];
  const lines = { maya: await lay(maya), sam: await lay(sam) };
  await openChat(maya, "harbor-coffee");
  await Promise.all([openInInbox(sam, "Maya Fernandes"), openInInbox(ines, "Maya Fernandes")]);
  const [asked, answer, later] = [words("Is it ready?"), words("Yes, at the counter"), words("On my way")];
  const [first, second, third] = [words("For when?"), words("How many?"), words("Which one?")];
  await say(maya, asked);
  await expect(said(sam, asked)).toBeVisible();
  await lines.sam.cut();
  for (const text of [first, second, third]) await say(sam, text);
  await lines.maya.cut();
  await say(maya, later);
  await say(ines, answer);
  await expect(said(ines, answer)).toBeVisible();
  lines.maya.restore();
  // A customer is never asked to look again.
  await expect(said(ines, later)).toBeVisible();
  await expect(choice(maya)).toHaveCount(0);
  lines.sam.restore();
  await expect(choice(sam)).toHaveCount(3);
  for (const text of [answer, later]) await expect(choice(sam).first()).toContainText(text);
  for (const text of [first, second, third]) {
    await expect(said(sam, text)).toBeVisible();
    await expect(said(maya, text)).toHaveCount(0);
  }

  // Sent anyway, by the keyboard.
  await choice(sam).first().getByRole("button", { name: "Send anyway" }).focus();
  await sam.keyboard.press("Enter");
  await expect(said(maya, first)).toBeVisible();
  await expect(choice(sam)).toHaveCount(2);
  // Taken back into the composer, with what is there already.
  await composer(sam).fill("Hello,");
  await choice(sam).first().getByRole("button", { name: "Edit" }).click();
  await expect(composer(sam)).toHaveValue(`Hello,\n${second}`);
  await expect(composer(sam)).toBeFocused();
  await composer(sam).fill("");
  // Discarded, and taken back.
  await choice(sam).first().getByRole("button", { name: "Discard" }).click();
  await expect(choice(sam)).toHaveCount(0);
  await sam.getByRole("button", { name: "Undo" }).click();
  await expect(composer(sam)).toHaveValue(third);
  await composer(sam).press("Enter");
  await expect(said(maya, third)).toBeVisible();
  await expect(timeline(ines).getByRole("article").filter({ hasText: second })).toHaveCount(0);
});

test("Sam finds on another device what he began to write, and nothing of it with another customer", async ({
  enter,
}) => {
  const draft = words("Dear Maya, your beans");
  const sam = await enter("Sam Okafor");
  await openInInbox(sam, "Maya Fernandes");
  await composer(sam).fill(draft);
  const saved = sam.waitForResponse((response) => response.url().endsWith("/api/drafts"));
  await saved;
  const other = await enter("Sam Okafor");
  await openInInbox(other, "Maya Fernandes");
  await expect(composer(other)).toHaveValue(draft);
  // It comes and goes by itself, and takes the place of nothing that is being written.
  const third = await enter("Sam Okafor");
  await openInInbox(third, "Maya Fernandes");
  await expect(composer(third)).toHaveValue(draft);
  await composer(third).fill("");
  await expect(composer(sam)).toHaveValue("");
  await expect(composer(other)).toHaveValue("");
  await composer(sam).fill(draft);
  await expect(composer(other)).toHaveValue(draft);
  await expect(composer(third)).toHaveValue(draft);
  await third.context().setOffline(true);
  await composer(third).fill("My own words");
  await composer(sam).fill(`${draft} came`);
  await expect(composer(other)).toHaveValue(`${draft} came`);
  await third.context().setOffline(false);
  const offer = third.getByRole("region", { name: "Draft from another device" });
  await expect(offer).toContainText(`${draft} came`);
  await expect(composer(third)).toHaveValue("My own words");
  await offer.getByRole("button", { name: "Add it below" }).click();
  for (const page of [sam, other, third])
    await expect(composer(page)).toHaveValue(`My own words\n${draft} came`);
  await third.close();
  // Back and forth, faster than it is saved.
  await composer(sam).fill(`${draft} are in`);
  await openInInbox(sam, "Leo Brandt");
  await expect(composer(sam)).toHaveValue("");
  await openInInbox(sam, "Maya Fernandes");
  await expect(composer(sam)).toHaveValue(`${draft} are in`);
  await composer(sam).press("Enter");
  await expect(said(other, `${draft} are in`)).toBeVisible();
});

test("Sam plans an answer, takes it back, plans it again and sends it before", async ({ enter }) => {
  const [maya, sam] = [await enter("Maya Fernandes"), await enter("Sam Okafor")];
  await openChat(maya, "harbor-coffee");
  await openInInbox(sam, "Maya Fernandes");
  const body = words("The harvest is in");
  await composer(sam).fill(body);
  await sam.getByRole("button", { name: "Send later" }).click();
  const form = sam.getByRole("dialog", { name: "Send later" });
  await expect(form.getByRole("textbox", { name: "Message" })).toHaveValue(body);
  await form.getByRole("button", { name: /^Tomorrow morning/ }).click();
  await expect(form).toHaveCount(0);
  await expect(composer(sam)).toHaveValue("");
  const planned = sam.getByRole("list", { name: "Planned messages" }).getByRole("listitem");
  await expect(planned).toContainText(body);
  await planned.getByRole("button", { name: "Cancel" }).click();
  await expect(planned).toHaveCount(0);
  await sam.getByRole("button", { name: "Undo" }).click();
  await expect(planned).toContainText(body);
  await planned.getByRole("button", { name: "Edit" }).click();
  await expect(composer(sam)).toHaveValue(body);
  await sam.getByRole("button", { name: "Send later" }).click();
  await form.getByRole("button", { name: /^In three hours/ }).click();
  await expect(said(maya, body)).toHaveCount(0);
  await planned.getByRole("button", { name: "Send now" }).click();
  await expect(said(maya, body)).toBeVisible();
  await expect(planned).toHaveCount(0);
});
