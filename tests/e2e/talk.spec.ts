import { randomUUID } from "node:crypto";
import {
  composer,
  openChat,
  openInInbox,
  said,
  say,
  timeline,
  toLatest,
  watchForReload,
} from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { expect, test } from "./stage";

test("Maya writes on Harbor Coffee's page, Sam and Ines see it at once and answer, and nobody reloads", async ({
  enter,
}) => {
  const [maya, sam, ines] = await Promise.all([
    enter("Maya Fernandes"),
    enter("Sam Okafor"),
    enter("Ines Moreau"),
  ]);
  await Promise.all([openChat(maya, "harbor-coffee"), sam.goto("/inbox"), ines.goto("/inbox")]);
  const unmoved = await Promise.all([maya, sam, ines].map(watchForReload));
  const question = `Is the oat milk in? ${randomUUID()}`;
  const answer = `It is, come by. ${randomUUID()}`;
  const addition = `And there is cake. ${randomUUID()}`;

  await say(maya, question);
  const first = (page: typeof sam) =>
    page.getByRole("region", { name: "Conversations" }).getByRole("listitem").first();
  await expect(first(sam)).toContainText("Maya Fernandes");
  await expect(first(sam)).toContainText(question.slice(0, 20));
  await expect(first(sam)).toContainText("unread");

  await first(sam).getByRole("link").click();
  await toLatest(sam);
  await expect(said(sam, question)).toHaveCount(1);
  await expect(said(maya, question)).toContainText("Read");
  await expect(first(sam)).not.toContainText("unread");

  await first(ines).getByRole("link").click();
  await toLatest(ines);
  await expect(ines.getByText("Sam Okafor also here")).toBeVisible();
  await composer(sam).pressSequentially("It is");
  await expect(maya.getByText("Sam Okafor is typing…")).toBeVisible();
  await expect(ines.getByText("Sam Okafor is typing…")).toBeVisible();

  await say(sam, answer);
  await say(ines, addition);
  for (const page of [maya, sam, ines]) {
    await expect(said(page, answer)).toHaveCount(1);
    await expect(said(page, addition)).toHaveCount(1);
  }
  await expect(maya.getByText("is typing…")).toHaveCount(0);
  await expect(said(sam, answer)).toContainText("Read");
  for (const isUnmoved of unmoved) await isUnmoved();
});

test("[F11] [G4] Sam's network is cut, Ines answers, and when it is back Sam has it in its place, once", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const [leo, sam, ines] = await Promise.all([
    enter("Leo Brandt"),
    enter("Sam Okafor"),
    enter("Ines Moreau"),
  ]);
  const samsLine = await lay(sam);
  await openChat(leo, "harbor-coffee");
  const tagged = (word: string) => `${word} ${randomUUID()}`;
  const before = tagged("before");
  const missed = tagged("missed");
  const offline = tagged("offline");
  const after = tagged("after");
  await say(leo, before);
  // The lists have it before anybody points at a line, which would move away under the pointer.
  await expect(said(leo, before)).toContainText(/Sent|Delivered|Read/);
  await Promise.all([openInInbox(sam, "Leo Brandt"), openInInbox(ines, "Leo Brandt")]);
  await expect(said(sam, before)).toHaveCount(1);
  await expect(sam.getByText("Ines Moreau also here")).toBeVisible();
  const isUnmoved = await watchForReload(sam);

  await samsLine.cut();
  await expect(sam.getByText(/^Reconnecting…/)).toBeVisible();
  await say(ines, missed);
  await expect(said(leo, missed)).toHaveCount(1);
  await say(sam, offline);
  await expect(said(sam, offline)).toContainText("Sending");
  await expect(said(sam, missed)).toHaveCount(0);

  samsLine.restore();
  // He answered without having seen it, so he is asked.
  await sam.getByRole("button", { name: "Send anyway" }).click();
  await expect(said(sam, missed)).toHaveCount(1);
  await expect(said(leo, offline)).toHaveCount(1);
  await expect(sam.getByText(/^Reconnecting…/)).toHaveCount(0);
  await say(leo, after);
  for (const page of [leo, sam, ines]) {
    await expect(said(page, after)).toHaveCount(1);
    const told = await timeline(page).getByRole("article").allInnerTexts();
    const order = [before, missed, offline, after].map((text) =>
      told.findIndex((bubble) => bubble.includes(text)),
    );
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    for (const text of [missed, offline])
      expect(told.filter((bubble) => bubble.includes(text))).toHaveLength(1);
  }
  await isUnmoved();
});

test("[F34] [G1] Aiko's tab is killed right after Enter; when she is back the message is there, once", async ({
  enter,
}) => {
  const aiko = await enter("Aiko Tanaka");
  await openChat(aiko, "northside-bikes");
  const text = `Is my bike ready? ${randomUUID()}`;
  await say(aiko, text);
  await aiko.close();

  const again = await aiko.context().newPage();
  await openChat(again, "northside-bikes");
  await expect(said(again, text)).toHaveCount(1);
  await expect(said(again, text)).not.toContainText("Sending");
  const june = await enter("June Park");
  await openInInbox(june, "Aiko Tanaka");
  await expect(said(june, text)).toHaveCount(1);
});

test("[F34] [G1] What Aiko wrote without a network is kept when her tab is killed, and sent by the next", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const aiko = await enter("Aiko Tanaka");
  const line = await lay(aiko);
  await openChat(aiko, "harbor-coffee");
  await line.cut();
  const text = `Written in a tunnel ${randomUUID()}`;
  await say(aiko, text);
  await expect(said(aiko, text)).toContainText("Sending");
  await aiko.close();

  const again = await aiko.context().newPage();
  await openChat(again, "harbor-coffee");
  await expect(said(again, text)).toHaveCount(1);
  await expect(said(again, text)).toContainText(/Sent|Delivered|Read/);
});

test("Each message that comes in is announced once: history is not, nor what was heard before a break", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  const samsLine = await lay(sam);
  await openInInbox(sam, "Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  await expect(timeline(sam)).toHaveAttribute("aria-live", "off");
  const announced = sam.locator("[aria-live=polite][aria-relevant=additions]");
  await expect(announced).toHaveCount(1);
  await expect(announced).toBeEmpty();
  await announced.evaluate(noteAdditions);
  const tag = randomUUID();
  const [heard, missed, after] = [`Heard ${tag}`, `Missed ${tag}`, `After ${tag}`];

  await say(maya, heard);
  await expect(announced.getByText(`Maya Fernandes: ${heard}`)).toHaveCount(1);
  await samsLine.cut();
  await expect(sam.getByText(/^Reconnecting…/)).toBeVisible();
  await say(maya, missed);
  await expect(said(maya, missed)).toHaveCount(1);
  samsLine.restore();
  await expect(said(sam, missed)).toHaveCount(1);
  await say(maya, after);
  await expect(announced.getByText(`Maya Fernandes: ${after}`)).toHaveCount(1);

  const additions = await announced.evaluate((region) => region.getAttribute("data-additions"));
  expect(additions?.split("\n")).toEqual([heard, missed, after].map((text) => `Maya Fernandes: ${text}`));
});

/** Writes down everything that a live region is given, as a screen reader would hear it. */
function noteAdditions(region: Element): void {
  const heard: string[] = [];
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) heard.push(node.textContent ?? "");
    region.setAttribute("data-additions", heard.join("\n"));
  }).observe(region, { childList: true, subtree: true });
}
