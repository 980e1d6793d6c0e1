import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { composer, openInInbox, said, say, timeline, writeAsGuest } from "./conversation";
import { query } from "./database";
import { type Enter, expect, test } from "./stage";

// Several people in each, and a visitor who is new.
test.slow();

const desktop = { viewport: { width: 1440, height: 900 } };
const bar = (page: Page) => page.getByRole("region", { name: "Work on this conversation" });
const part = (page: Page, name: string) => bar(page).getByRole("button", { name: new RegExp(`^${name}`) });
const choice = (page: Page) => page.getByRole("region", { name: "Not sent yet" });
const noteField = (page: Page) => page.getByRole("textbox", { name: "Internal note for your team" });
const notes = (page: Page) => timeline(page).getByRole("group", { name: "Internal note" });
const toast = (page: Page, text: string | RegExp) =>
  page
    .getByRole("region", { name: /^Notices/ })
    .getByRole("listitem")
    .filter({ hasText: text });

interface Ear {
  /** Nothing of what happens comes to this page. */
  hold: () => void;
  /** All of it does, in its order. */
  release: () => void;
}

/** What rooms and feeds tell a page, to be held back: so several do something at once that none has heard of. */
async function earOf(page: Page): Promise<Ear> {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket(/\/parties\//, (near) => {
    const far = near.connectToServer();
    far.onMessage((frame) => {
      if (held) held.push(() => near.send(frame));
      else near.send(frame);
    });
  });
  return {
    hold: () => {
      held ??= [];
    },
    release: () => {
      for (const send of held?.splice(0) ?? []) send();
      held = null;
    },
  };
}

/** Somebody new writes to Harbor Coffee, and some of its people have the conversation open. */
async function meet(enter: Enter, people: Parameters<Enter>[0][]) {
  const vera = await enter();
  const veraHears = await earOf(vera);
  const name = await writeAsGuest(vera, "Do you have decaf?");
  const [row] = await query(
    "select c.id from conversations c join users u on u.id = c.customer_id where u.name = $1 and kind = 'direct'",
    [name],
  );
  const id = String(row?.id);
  const agents: { page: Page; ear: Ear; called: string }[] = [];
  for (const called of people) {
    const page = await enter(called, desktop);
    const ear = await earOf(page);
    await page.goto(`/inbox/${id}`);
    await expect(composer(page)).toBeVisible();
    await expect(said(page, "Do you have decaf?")).toBeVisible();
    agents.push({ page, ear, called: called ?? "" });
  }
  const statusOf = async () =>
    (await query("select status from conversations where id = $1", [id])).map(({ status }) => status)[0];
  return { vera, veraHears, name, id, agents, statusOf };
}

test("[F17] Three answer one message at once: one answer goes out, the others are shown it before theirs do; what three note has one order", async ({
  enter,
}) => {
  const { vera, agents } = await meet(enter, ["Sam Okafor", "Ines Moreau", "Nora Lindqvist"]);
  const pages = agents.map(({ page }) => page);
  for (const { ear } of agents) ear.hold();
  await Promise.all(agents.map(({ page, called }) => say(page, `Yes, says ${called}`)));
  const answers = timeline(vera).getByRole("article").filter({ hasText: "Yes, says" });
  await expect(answers).toHaveCount(1);
  for (const { ear } of agents) ear.release();
  await expect
    .poll(async () => (await Promise.all(pages.map((page) => choice(page).count()))).toSorted())
    .toEqual([0, 1, 1]);
  const first = /Yes, says \w+ \w+/.exec(await answers.innerText())?.[0] ?? "";
  const late = [];
  for (const each of agents) if ((await choice(each.page).count()) > 0) late.push(each);
  expect(late.every(({ called }) => !first.includes(called))).toBe(true);
  for (const { page } of late) await expect(choice(page)).toContainText(first);
  const [second, third] = late;
  if (!second || !third) throw new Error("two were late");
  await choice(second.page).getByRole("button", { name: "Send anyway" }).click();
  await expect(answers).toHaveCount(2);
  await expect(answers.last()).toContainText(second.called);
  await choice(third.page).getByRole("button", { name: "Discard" }).click();
  await expect(choice(third.page)).toHaveCount(0);
  await expect(answers).toHaveCount(2);

  for (const { page, ear, called } of agents) {
    await page.getByRole("button", { name: "Note", exact: true }).click();
    await noteField(page).fill(`zz noted by ${called}`);
    ear.hold();
  }
  await Promise.all(pages.map((page) => noteField(page).press("Enter")));
  for (const { ear } of agents) ear.release();
  const orderOn = async (page: Page) => {
    await expect(notes(page)).toHaveCount(3);
    await expect(notes(page).filter({ hasText: "Sending" })).toHaveCount(0);
    const told = await notes(page).allInnerTexts();
    return told.map((text) => /zz noted by \w+/.exec(text)?.[0]);
  };
  const order = await orderOn(pages[0] as Page);
  for (const page of pages) {
    await expect.poll(() => orderOn(page)).toEqual(order);
    await page.reload();
    await expect.poll(() => orderOn(page)).toEqual(order);
  }
  expect(await vera.content()).not.toContain("zz noted");
});

test("[F17] Two complete and snooze at once: one does, the other is told; what was overtaken is not undone; Vera writes meanwhile", async ({
  enter,
}) => {
  const { vera, veraHears, agents, statusOf } = await meet(enter, ["Sam Okafor", "Ines Moreau"]);
  const [sam, ines] = agents;
  if (!sam || !ines) throw new Error("two came");
  const choose = async ({ page }: typeof sam, item: RegExp) => {
    await part(page, "Status").click();
    return page.getByRole("menuitem", { name: item });
  };
  const items = [
    await choose(sam, /^Complete without asking/),
    await choose(ines, /^Tomorrow morning/),
  ] as const;
  for (const { ear } of agents) ear.hold();
  await Promise.all(items.map((item) => item.click()));
  const isSams = await Promise.race([
    toast(sam.page, "You completed this")
      .waitFor()
      .then(() => true),
    toast(ines.page, "You snoozed this")
      .waitFor()
      .then(() => false),
  ]);
  const [winner, loser] = isSams ? [sam, ines] : [ines, sam];
  await expect(toast(loser.page, `${winner.called} was faster`)).toBeVisible();
  await expect(toast(loser.page, /^You (completed|snoozed)/)).toHaveCount(0);
  for (const { ear } of agents) ear.release();
  const stands = isSams ? "Status: Completed" : "Status: Snoozed until";
  for (const { page } of agents) await expect(part(page, stands)).toBeVisible();

  // Knowing that, the other decides anew; then the first takes back what does not stand any more.
  await (await choose(loser, /^Archive/)).click();
  await expect(part(winner.page, "Status: Archived")).toBeVisible();
  await toast(winner.page, /^You (completed|snoozed)/)
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(toast(winner.page, `${loser.called} was faster`)).toBeVisible();
  for (const { page } of agents) await expect(part(page, "Status: Archived")).toBeVisible();
  expect(await statusOf()).toBe("archived");
  await toast(loser.page, "You archived this").getByRole("button", { name: "Undo" }).click();
  for (const { page } of agents) await expect(part(page, stands)).toBeVisible();

  // Two hand it to two at once.
  veraHears.hold();
  await say(vera, "And oat milk?");
  for (const { page } of agents) await expect(part(page, "Status: Open")).toBeVisible();
  for (const { page, ear } of agents) {
    await part(page, "Assigned to").click();
    await expect(page.getByRole("menuitemradio", { name: "You" })).toBeVisible();
    ear.hold();
  }
  await Promise.all(agents.map(({ page }) => page.getByRole("menuitemradio", { name: "You" }).click()));
  for (const { ear } of agents) ear.release();
  const holders = agents.map(({ page }) => toast(page, "You took this").last());
  await expect
    .poll(async () => (await Promise.all(holders.map((each) => each.count()))).toSorted())
    .toEqual([0, 1]);
  for (const { page } of agents) await expect(part(page, "Assigned to: (You|Sam|Ines)")).toBeVisible();
  veraHears.release();
});

test("What Sam writes on two devices at once is all there, and a saved reply stays with whom it was chosen for", async ({
  enter,
}) => {
  const [one, other] = [await meet(enter, []), await meet(enter, [])];
  const devices = [await enter("Sam Okafor", desktop), await enter("Sam Okafor", desktop)];
  for (const page of devices) {
    await page.goto(`/inbox/${one.id}`);
    await expect(composer(page)).toBeVisible();
    await page.waitForLoadState("networkidle");
  }
  const [desk, sofa] = devices;
  if (!desk || !sofa) throw new Error("two devices");
  await Promise.all([composer(desk).fill("from the desk"), composer(sofa).fill("from the sofa")]);
  const offer = (page: Page) => page.getByRole("region", { name: "Draft from another device" });
  await expect
    .poll(async () => (await Promise.all(devices.map((page) => offer(page).count()))).toSorted())
    .toEqual([0, 1]);
  const [late, early] = (await offer(desk).count()) > 0 ? [desk, sofa] : [sofa, desk];
  const [theirs, mine] = [await composer(early).inputValue(), await composer(late).inputValue()];
  await expect(offer(late)).toContainText(theirs);
  const isSaved = late.waitForResponse((response) => response.url().endsWith("/api/drafts"));
  await offer(late).getByRole("button", { name: "Add it below" }).click();
  await expect(composer(late)).toHaveValue(`${mine}\n${theirs}`);
  await isSaved;
  await early.reload();
  await expect(composer(early)).toHaveValue(`${mine}\n${theirs}`);

  const shortcut = `race-${randomUUID().slice(0, 6)}`;
  await query(
    "insert into saved_replies (id, business_id, shortcut, body) select $1, id, $2, 'Hi {customer}, welcome' from businesses where slug = 'harbor-coffee'",
    [randomUUID(), shortcut],
  );
  await openInInbox(desk, one.name);
  await composer(desk).fill("");
  await composer(desk).pressSequentially(`/${shortcut}`);
  await expect(desk.getByRole("option")).toHaveCount(1);
  // The way to the next conversation takes its time, and meanwhile the reply is put in.
  let letGo = () => {};
  const isLet = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await desk.route(new RegExp(other.id), async (route) => {
    await isLet;
    await route.fallback();
  });
  await desk.getByRole("link", { name: other.name }).click();
  await composer(desk).press("Enter");
  letGo();
  await expect(desk.getByRole("region", { name: `Conversation with ${other.name}` })).toBeVisible();
  await expect(composer(desk)).toHaveValue("");
  await desk.getByRole("link", { name: one.name }).click();
  await expect(desk.getByRole("region", { name: `Conversation with ${one.name}` })).toBeVisible();
  await expect(composer(desk)).toHaveValue(`Hi ${one.name}, welcome`);
  await composer(desk).press("Enter");
  await expect(said(one.vera, `Hi ${one.name}, welcome`)).toBeVisible();
  await expect(said(other.vera, "welcome")).toHaveCount(0);
});

test("Vera objects when her time was just up: she is told that it is completed, and what she writes opens it", async ({
  enter,
}) => {
  const { vera, veraHears, id, agents, statusOf } = await meet(enter, ["Sam Okafor"]);
  const sam = agents[0]?.page as Page;
  await sam.getByRole("button", { name: "Ask whether all is done" }).click();
  const notYet = vera.getByRole("button", { name: "Not yet" });
  await expect(notYet).toBeVisible();
  veraHears.hold();
  await query("update closings set until = now() where conversation_id = $1 and state = 'proposed'", [id]);
  await expect.poll(statusOf, { timeout: 30_000 }).toBe("completed");
  await notYet.click();
  veraHears.release();
  await expect(timeline(vera).getByRole("region", { name: /Completed: you did not object/ })).toBeVisible();
  await expect(notYet).toHaveCount(0);
  expect(await statusOf()).toBe("completed");
  await say(vera, "It is not done at all");
  await expect.poll(statusOf).toBe("open");
  await expect(part(sam, "Status: Open")).toBeVisible();
});
