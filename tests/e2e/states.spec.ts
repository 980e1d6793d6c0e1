import { randomUUID } from "node:crypto";
import type { Locator } from "@playwright/test";
import { refuseTexts } from "../scenes/refusing-room";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { COMPLAINT_OF_THE_LINE, lay } from "./line";
import { expect, test } from "./stage";

test("A text the room refuses waits for Maya to try again or discard it", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  const room = await refuseTexts(maya, "Closed for the night.");
  await openChat(maya, "harbor-coffee");
  const [wanted, unwanted] = [`Wanted ${randomUUID()}`, `Unwanted ${randomUUID()}`];

  await say(maya, wanted);
  await expect(
    maya.getByRole("alert").filter({ hasText: "Not sent. This conversation is closed." }),
  ).toBeVisible();
  room.relent();
  await maya.getByRole("button", { name: "Try again" }).click();
  await expect(said(maya, wanted)).toContainText(/Sent|Delivered|Read/);

  room.refuse();
  await say(maya, unwanted);
  await maya.getByRole("button", { name: "Discard" }).click();
  await expect(said(maya, unwanted)).toHaveCount(0);
  await maya.getByRole("button", { name: "Undo" }).click();
  await expect(composer(maya)).toHaveValue(unwanted);
  await expect(composer(maya)).toBeFocused();
  await composer(maya).press("Enter");
  await maya.getByRole("button", { name: "Discard" }).click();
  await maya.reload();
  await expect(said(maya, wanted)).toHaveCount(1);
  await expect(said(maya, unwanted)).toHaveCount(0);
});

test("A long text comes as its beginning, and whole when Sam asks, without losing his place", async ({
  enter,
}) => {
  const [leo, sam] = await Promise.all([enter("Leo Brandt"), enter("Sam Okafor")]);
  const tag = randomUUID();
  await openChat(leo, "harbor-coffee");
  await composer(leo).fill(`${tag} ${"A long story. ".repeat(400)} The end.`);
  await composer(leo).press("Enter");
  await openInInbox(sam, "Leo Brandt");
  await expect(said(sam, tag)).toBeVisible();
  await expect(said(sam, tag)).not.toContainText("The end.");
  const before = await said(sam, tag).boundingBox();
  await said(sam, tag).getByRole("button", { name: "Show all" }).click();
  await expect(said(sam, tag)).toContainText("The end.");
  expect((await said(sam, tag).boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
});

test("What people write is text: links of the web become links, markup and scripts do not", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  await say(maya, `${tag} <b>bold</b> https://harbor.example/menu?tag=${tag} javascript:alert(1)`);
  const bubble = said(maya, tag).last();
  await expect(bubble).toContainText("<b>bold</b>");
  const links = bubble.getByRole("link");
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute("href", `https://harbor.example/menu?tag=${tag}`);
  await expect(links).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  await expect(links).toHaveAttribute("target", "_blank");
});

test("The newest message stays in view while the composer grows", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const text = `Last words ${randomUUID()}`;
  await say(maya, text);
  await expect(said(maya, text)).toBeInViewport({ ratio: 1 });
  await composer(maya).fill("one\ntwo\nthree\nfour\nfive\nsix");
  await expect(said(maya, text)).toBeInViewport({ ratio: 1 });
  await expect(async () => {
    const [line, field] = await Promise.all([said(maya, text).boundingBox(), composer(maya).boundingBox()]);
    expect((line?.y ?? 0) + (line?.height ?? 0)).toBeLessThan(field?.y ?? 0);
  }).toPass();
  await composer(maya).fill("");
});

test("Sam looks on without a word, and joining shows in the timeline for everybody", async ({ enter }) => {
  const visitor = await enter();
  await visitor.goto("/b/harbor-coffee?chat=open");
  const name = `Vera ${randomUUID().slice(0, 8)}`;
  await visitor.getByLabel("Your name").fill(name);
  await visitor.getByRole("button", { name: "Start chatting" }).click();
  await say(visitor, "Hello?");
  const sam = await enter("Sam Okafor");
  await openInInbox(sam, name);
  await expect(visitor.getByText("Sam Okafor is here")).toBeVisible();
  await expect(timeline(visitor).getByText("joined")).toHaveCount(0);
  await sam.getByRole("button", { name: "Join conversation" }).click();
  await expect(timeline(visitor).getByText("Sam Okafor joined")).toBeVisible();
  await expect(timeline(sam).getByText("You joined")).toBeVisible();
  await expect(sam.getByRole("button", { name: "Join conversation" })).toHaveCount(0);
});

test("Code keeps its lines and its place, and a few emoji stand large without a bubble", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  const wide = `const ${"very".repeat(60)}Long = 1;`;
  await composer(maya).fill(`${tag}\n\`\`\`js\n  if (a < b) {\n${wide}\n\`\`\`\nand \`npm ci\``);
  await composer(maya).press("Enter");
  const block = said(maya, tag).locator("pre");
  await expect(block).toHaveAttribute("dir", "ltr");
  expect(await block.textContent()).toBe(`  if (a < b) {\n${wide}`);
  await expect(said(maya, tag).locator("span code")).toHaveText("npm ci");
  expect(await block.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
  expect(await timeline(maya).evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);

  await say(maya, "🎉");
  const gesture = timeline(maya).getByRole("article").last().getByText("🎉");
  await expect(gesture).toHaveCSS("font-size", "40px");
  await expect(gesture).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
});

test("What is written in Arabic is set from the right in its own bubble, and the page stays as it is", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID().slice(0, 8);
  await say(maya, `مرحبا، هل القهوة جاهزة؟ ${tag}`);
  await expect(said(maya, tag).locator("[dir=auto]").last()).toHaveCSS("direction", "rtl");
  await expect(maya.locator("html")).toHaveAttribute("dir", "ltr");
});

const TABS_TO_THE_LAST_MARK_MAX = 8;
const isFocused = (mark: Locator) => mark.evaluate((each) => each === document.activeElement);

test("Maya sees by name who read what she wrote, and when she sent it, with the pointer or the keys", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  const text = `Who reads this? ${randomUUID()}`;
  await say(maya, text);
  await openInInbox(sam, "Maya Fernandes");
  const mark = said(maya, text).getByRole("button", { name: /^Read by .*Sam Okafor/ });
  const hint = maya.getByRole("tooltip");
  await mark.hover();
  await expect(hint).toContainText(/Read by .*Sam Okafor/);
  await expect(hint).toContainText(/Sent \w+day,? \d+ \w+ 20\d\d/);
  await composer(maya).hover();
  await expect(hint).toHaveCount(0);

  await composer(maya).focus();
  // Past what can be attached, and whatever else stands before the composer.
  for (let n = 0; n < TABS_TO_THE_LAST_MARK_MAX && !(await isFocused(mark)); n += 1)
    await maya.keyboard.press("Shift+Tab");
  await expect(mark).toBeFocused();
  await expect(hint).toBeVisible();
  await mark.press("Escape");
  await expect(hint).toHaveCount(0);
  await expect(maya.getByRole("dialog")).toBeVisible();
});

test("A paste past the limit is kept whole, said to be too long, and sent once it is short enough", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  await composer(maya).fill("x".repeat(16_010));
  await expect(maya.getByText("10 characters too long")).toBeVisible();
  await composer(maya).press("Enter");
  await expect(composer(maya)).toHaveValue("x".repeat(16_010));
  await composer(maya).fill("x".repeat(15_900));
  await expect(maya.getByText("100 characters left")).toBeVisible();
  await composer(maya).fill("");
});

test("On a phone Enter begins a new line, and the button sends", async ({ enter }) => {
  const maya = await enter("Maya Fernandes", {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await openChat(maya, "harbor-coffee");
  const text = `First line ${randomUUID()}`;
  await composer(maya).fill(text);
  await composer(maya).press("Enter");
  await composer(maya).pressSequentially("second");
  await expect(composer(maya)).toHaveValue(`${text}\nsecond`);
  await maya.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(said(maya, text)).toContainText("second");
});

test("Without a network Maya is told so, and how much of what she wrote is kept", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED/);
  expectComplaint(COMPLAINT_OF_THE_LINE);
  const maya = await enter("Maya Fernandes");
  const line = await lay(maya);
  await openChat(maya, "harbor-coffee");
  const [one, other] = [`One ${randomUUID()}`, `Other ${randomUUID()}`];
  await maya.context().setOffline(true);
  await line.cut();
  await expect(maya.getByText("You are offline. You can go on writing")).toBeVisible();
  await say(maya, one);
  await expect(maya.getByText("1 message is kept and will be sent.")).toBeVisible();
  await say(maya, other);
  await expect(maya.getByText("2 messages are kept and will be sent.")).toBeVisible();
  await maya.context().setOffline(false);
  line.restore();
  await expect(said(maya, other)).toContainText(/Sent|Delivered|Read/);
  await expect(maya.getByText(/will be sent/)).toHaveCount(0);
});
