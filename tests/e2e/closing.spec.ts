import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, said, say, timeline, writeAsGuest } from "./conversation";
import { query } from "./database";
import { type Enter, expect, test } from "./stage";

const phone = { viewport: { width: 390, height: 844 }, timezoneId: "Asia/Tokyo" };
const desktop = { viewport: { width: 1440, height: 900 } };

const card = (page: Page, words: RegExp) => timeline(page).getByRole("region", { name: words }).last();
const asks = (page: Page) => page.getByRole("button", { name: "Ask whether all is done" });

/** A visitor on a phone who has just written to Harbor Coffee, and agents who have the conversation open. */
async function meet(enter: Enter, people: Parameters<Enter>[0][]) {
  const rosa = await enter(undefined, phone);
  const name = await writeAsGuest(rosa, "Is my order on its way?", "Rosa");
  const [row] = await query(
    "select c.id from conversations c join users u on u.id = c.customer_id where u.name = $1 and kind = 'direct'",
    [name],
  );
  const id = String(row?.id);
  const agents: Page[] = [];
  for (const each of people) {
    const page = await enter(each, desktop);
    await page.goto(`/inbox/${id}`);
    await expect(composer(page)).toBeVisible();
    await expect(asks(page)).toBeEnabled();
    agents.push(page);
  }
  const statusOf = async () =>
    (await query("select status from conversations where id = $1", [id])).map(({ status }) => status);
  return { name, rosa, id, agents, statusOf };
}

async function barriers(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include('[role="log"]').analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

test("Two agents ask at once whether all is done; Rosa objects, confirms, rates, and says nothing", async ({
  enter,
}) => {
  test.slow();
  const { name, rosa, id, agents, statusOf } = await meet(enter, ["Sam Okafor", "Ines Moreau"]);
  const [sam, ines] = agents;
  if (!sam || !ines) throw new Error("two agents came");

  await composer(rosa).fill("And one more");
  await Promise.all([sam, ines].map((page) => asks(page).evaluate((button: HTMLElement) => button.click())));
  for (const page of [rosa, sam, ines]) {
    await expect(card(page, /everything (is )?done/)).toBeVisible();
    await expect(timeline(page).getByRole("region", { name: /everything (is )?done/ })).toHaveCount(1);
  }
  const told = async (page: Page) => (await page.getByText("A colleague has asked already.").count()) > 0;
  await expect.poll(async () => (await told(sam)) !== (await told(ines))).toBe(true);
  // What comes while somebody writes does not stop them, though its card was loaded first.
  await expect(composer(rosa)).toBeFocused();
  await expect(composer(rosa)).toHaveValue("And one more");
  await composer(rosa).clear();
  await expect(card(rosa, /asks: is everything done/)).toContainText(
    /If you say nothing, this is completed on \w+/,
  );
  expect(await barriers(rosa)).toEqual([]);
  expect(await barriers(sam)).toEqual([]);

  await rosa.getByRole("button", { name: "Not yet" }).focus();
  await rosa.keyboard.press("Enter");
  // The button is gone, and the focus stays where it was answered.
  await expect(card(rosa, /You said: not done yet/)).toBeFocused();
  await expect(card(ines, new RegExp(`${name}.* said: not done yet`))).toBeVisible();
  await expect(sam.getByRole("link", { name })).toContainText("Not done yet");
  expect(await statusOf()).toEqual(["open"]);

  await asks(sam).focus();
  await sam.keyboard.press("Enter");
  await rosa.getByRole("button", { name: "Yes, all done" }).click();
  await expect(card(sam, /said that everything is done/)).toContainText("has not rated it");
  expect(await statusOf()).toEqual(["completed"]);
  await rosa.getByRole("radio", { name: "3 of 5" }).focus();
  await rosa.keyboard.press("ArrowRight");
  await rosa.getByLabel("Anything to add? (optional)").fill("Kind and quick");
  expect(await barriers(rosa)).toEqual([]);
  await rosa.getByRole("button", { name: "Send", exact: true }).first().click();
  for (const page of [sam, ines]) {
    await expect(card(page, /said that everything is done/)).toContainText("4 of 5");
    await expect(card(page, /said that everything is done/)).toContainText("Kind and quick");
  }
  await rosa.getByRole("button", { name: "Change" }).click();
  await rosa.getByRole("radio", { name: "5 of 5" }).check({ force: true });
  await card(rosa, /You said that everything is done/)
    .getByRole("button", { name: "Send" })
    .click();
  await expect(card(sam, /said that everything is done/)).toContainText("5 of 5");

  await say(rosa, "Thank you so much!");
  await expect(said(sam, "Thank you so much!")).toBeVisible();
  expect(await statusOf()).toEqual(["completed"]);

  await asks(ines).click();
  await expect(rosa.getByRole("button", { name: "Not yet" })).toBeVisible();
  await query("update closings set until = now() where conversation_id = $1 and state = 'proposed'", [id]);
  await expect(card(rosa, /Completed: you did not object/)).toBeVisible();
  await expect(card(sam, /Completed: .* did not object/)).toBeVisible();

  await asks(sam).click();
  await expect(rosa.getByRole("button", { name: "Not yet" })).toBeVisible();
  await say(rosa, "One more thing: where is the milk?");
  await expect(card(sam, /said: not done yet/)).toBeVisible();
  await expect(rosa.getByRole("button", { name: "Not yet" })).toHaveCount(0);
  expect(await statusOf()).toEqual(["open"]);
});

test("Sam gives his word a date; Rosa sees it, sees it kept, and is told of one that was missed", async ({
  enter,
}) => {
  test.slow();
  const { rosa, id, agents } = await meet(enter, ["Sam Okafor"]);
  const [sam] = agents;
  if (!sam) throw new Error("Sam came");
  await composer(sam).pressSequentially("I'll get back to you");
  await sam.getByRole("button", { name: "Give it a date" }).click();
  const dialog = sam.getByRole("dialog", { name: "A promise with a date" });
  await expect(dialog.getByLabel("What you promise")).toHaveValue("I'll get back to you");
  const { violations } = await new AxeBuilder({ page: sam }).include('[role="dialog"]').analyze();
  expect(violations.map(({ id: rule }) => rule)).toEqual([]);
  await dialog.getByRole("radio", { name: "Tomorrow" }).focus();
  await sam.keyboard.press("ArrowRight");
  await dialog.getByRole("button", { name: "Promise", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(card(sam, /You promised until/)).toContainText("I'll get back to you");
  // Five in the afternoon in Lisbon is another day in Tokyo.
  await expect(card(rosa, /Sam Okafor.* promised until .*02:00/)).toBeVisible();
  expect(await barriers(rosa)).toEqual([]);

  await composer(sam).fill("It left this morning.");
  await composer(sam).press("Enter");
  await expect(sam.getByText("You answered. Is the promise kept?")).toBeVisible();
  await sam.getByRole("button", { name: "Kept", exact: true }).last().click();
  await expect(card(rosa, /kept the promise/)).toBeVisible();
  await expect(card(sam, /You kept your promise/)).toBeVisible();

  await sam.getByRole("button", { name: "Promise something" }).click();
  await dialog.getByLabel("What you promise").fill("The invoice by mail");
  await dialog.getByLabel("What you promise").press("Enter");
  await expect(card(rosa, /promised until/)).toContainText("The invoice by mail");
  await query("update promises set due_at = now() where conversation_id = $1 and state = 'open'", [id]);
  await expect(card(rosa, /promised this until .*, and it is late/)).toBeVisible();
  await expect(card(sam, /You promised this until .*, and it is late/)).toBeVisible();
  expect(await barriers(sam)).toEqual([]);
  await sam.getByRole("button", { name: "Take back" }).click();
  await expect(card(rosa, /took the promise back/)).toBeVisible();
});

test("Sam is told at the divider what happened since he looked, and puts it away", async ({ enter }) => {
  const { name, rosa, id, agents } = await meet(enter, ["Sam Okafor", "Ines Moreau"]);
  const [sam, ines] = agents;
  if (!sam || !ines) throw new Error("two agents came");
  await expect(said(sam, "Is my order on its way?")).toBeVisible();
  await expect
    .poll(() => query("select read_seq from receipts where conversation_id = $1 and read_seq > 0", [id]))
    .not.toEqual([]);
  await sam.goto("/chats");
  for (const text of ["Hello?", "Anybody?", "It was due today"]) await say(rosa, text);
  await expect(said(ines, "It was due today")).toBeVisible();
  await say(ines, "Let me look");
  await ines.getByRole("button", { name: "Promise something" }).click();
  await ines.getByLabel("What you promise").fill("The number of the parcel");
  await ines.getByLabel("What you promise").press("Enter");
  await expect(card(rosa, /promised until/)).toContainText("The number of the parcel");

  await sam.goto(`/inbox/${id}`);
  const since = sam.getByRole("region", { name: "Since you last looked" });
  await expect(since.getByRole("listitem")).toHaveText([
    new RegExp(`^3 messages from .*${name}`),
    /^1 message from .*Ines Moreau/,
    /^Promised until .*The number of the parcel/,
  ]);
  expect(await barriers(sam)).toEqual([]);
  await since.getByRole("button", { name: "Close" }).focus();
  await sam.keyboard.press("Enter");
  await expect(since).toHaveCount(0);
});
