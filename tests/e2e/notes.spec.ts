import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { expect, test } from "./stage";

const noteField = (page: Page) => page.getByRole("textbox", { name: "Internal note for your team" });
const notes = (page: Page, text: string) =>
  timeline(page).getByRole("group", { name: "Internal note" }).filter({ hasText: text });

async function note(page: Page, text: string): Promise<void> {
  if ((await noteField(page).count()) === 0)
    await page.getByRole("button", { name: "Note", exact: true }).click();
  await noteField(page).fill(text);
  await noteField(page).press("Enter");
}

test("[S15] [N1] What Sam notes is there for Ines at once, in its place, and for Maya nowhere", async ({
  enter,
}) => {
  const [maya, sam, ines] = await Promise.all([
    enter("Maya Fernandes"),
    enter("Sam Okafor"),
    enter("Ines Moreau"),
  ]);
  const tag = randomUUID().slice(0, 8);
  await openChat(maya, "harbor-coffee");
  const framesOfMaya: string[] = [];
  maya.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => framesOfMaya.push(String(payload))),
  );
  await maya.reload();
  await Promise.all([openInInbox(sam, "Maya Fernandes"), openInInbox(ines, "Maya Fernandes")]);
  await say(sam, `before ${tag}`);
  await expect(said(maya, `before ${tag}`)).toHaveCount(1);
  await note(sam, `She is a regular zz${tag}`);
  for (const page of [sam, ines]) await expect(notes(page, `zz${tag}`)).toHaveCount(1);
  await say(maya, `after ${tag}`);
  for (const page of [sam, ines]) {
    await expect(said(page, `after ${tag}`)).toHaveCount(1);
    const told = await timeline(page).getByRole("article").allInnerTexts();
    const order = [`before ${tag}`, `zz${tag}`, `after ${tag}`].map((text) =>
      told.findIndex((bubble) => bubble.includes(text)),
    );
    expect(order.every((at, n) => at >= 0 && (n === 0 || at > (order[n - 1] ?? 0)))).toBe(true);
  }
  expect(framesOfMaya.length).toBeGreaterThan(0);
  expect(framesOfMaya.join()).not.toContain(`zz${tag}`);
  await maya.reload();
  await expect(said(maya, `after ${tag}`)).toHaveCount(1);
  const page = await maya.content();
  expect([`zz${tag}`, "nternal note", "for your team"].filter((words) => page.includes(words))).toEqual([]);
  await expect(maya.getByRole("button", { name: "Note", exact: true })).toHaveCount(0);

  // What is begun stays with its mode.
  await noteField(sam).fill("for us alone");
  await noteField(sam).press("Alt+n");
  await expect(composer(sam)).toBeFocused();
  await expect(composer(sam)).toHaveValue("");
  await composer(sam).fill("for Maya");
  await composer(sam).press("Alt+n");
  await expect(noteField(sam)).toHaveValue("for us alone");
  await sam.getByRole("button", { name: "Reply", exact: true }).click();
  await expect(composer(sam)).toHaveValue("for Maya");

  await note(ines, `Then I take it ${tag}`);
  const mine = notes(ines, `Then I take it ${tag}`);
  await mine
    .getByRole("button", { name: "What can be done with the message of Ines Moreau" })
    .or(mine.locator("button[data-mark]").first())
    .first()
    .click();
  await ines.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(noteField(ines)).toHaveValue(`Then I take it ${tag}`);
  await noteField(ines).fill(`I took it ${tag}`);
  await noteField(ines).press("Enter");
  await expect(notes(sam, `I took it ${tag}`)).toHaveCount(1);
});

test("[N3] Sam names Ines by the keyboard alone, and finds the note again by its words", async ({
  enter,
}) => {
  const [sam, ines] = await Promise.all([enter("Sam Okafor"), enter("Ines Moreau")]);
  const tag = randomUUID().slice(0, 8);
  await openInInbox(sam, "Leo Brandt");
  await openInInbox(ines, "Maya Fernandes");
  await composer(sam).focus();
  await sam.keyboard.press("Alt+n");
  await expect(noteField(sam)).toBeFocused();
  await sam.keyboard.type("Ask @mor");
  const offered = sam.getByRole("listbox", { name: "Colleagues" });
  await expect(offered.getByRole("option")).toHaveText([/Ines Moreau$/]);
  await expect(noteField(sam)).toHaveAttribute("aria-activedescendant", /.+/);
  const open = await new AxeBuilder({ page: sam }).analyze();
  expect(open.violations).toEqual([]);
  await sam.keyboard.press("Escape");
  await expect(offered).toHaveCount(0);
  await sam.keyboard.press("Backspace");
  await sam.keyboard.press("Enter");
  await expect(noteField(sam)).toHaveValue("Ask @Ines Moreau ");
  await sam.keyboard.type(`about pepper${tag}`);
  await sam.keyboard.press("Enter");
  const toast = ines.getByRole("listitem").filter({ hasText: "Sam Okafor mentioned you in a note" });
  await toast.getByRole("link", { name: "Open" }).click();
  await expect(notes(ines, `pepper${tag}`).locator("mark")).toHaveText("@Ines Moreau");
  await expect(notes(ines, `pepper${tag}`)).toBeInViewport();
  await expect(noteField(sam)).toHaveValue("");

  await sam.getByRole("searchbox", { name: "Search all conversations" }).fill(`pepper${tag}`);
  const hit = sam.getByRole("link").filter({ hasText: "Internal note" });
  await expect(hit).toHaveCount(1);
  await hit.click();
  await expect(notes(sam, `pepper${tag}`)).toBeInViewport();
  const { violations } = await new AxeBuilder({ page: sam }).analyze();
  expect(violations).toEqual([]);
});

test("[F11] [N2] Sam's network is cut while he notes, and what he wrote is there once when it is back", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const [sam, ines] = await Promise.all([enter("Sam Okafor"), enter("Ines Moreau")]);
  const line = await lay(sam);
  const tag = randomUUID().slice(0, 8);
  await Promise.all([openInInbox(sam, "Leo Brandt"), openInInbox(ines, "Leo Brandt")]);
  await note(sam, `on the line ${tag}`);
  await expect(notes(ines, `on the line ${tag}`)).toHaveCount(1);
  await line.cut();
  await expect(sam.getByText(/^Reconnecting…/)).toBeVisible();
  await note(ines, `missed ${tag}`);
  await note(sam, `in a tunnel ${tag}`);
  await expect(notes(sam, `in a tunnel ${tag}`)).toContainText("Sending");
  await expect(notes(sam, `missed ${tag}`)).toHaveCount(0);
  line.restore();
  for (const page of [sam, ines])
    for (const text of [`missed ${tag}`, `in a tunnel ${tag}`])
      await expect(notes(page, text)).toHaveCount(1);
  await expect(notes(sam, `in a tunnel ${tag}`)).not.toContainText("Sending");
});
