import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { openChat, openInInbox, said, say, timeline } from "./conversation";
import { lay } from "./line";
import { expect, test } from "./stage";

const pane = (page: Page): Locator => page.getByRole("region", { name: "Thread", exact: true });
const writing = (page: Page): Locator => page.getByRole("textbox", { name: "Reply in the thread" });
/** What was said in the thread that is open. */
const replied = (page: Page, text: string): Locator =>
  page.getByRole("log", { name: "Replies" }).getByRole("article").filter({ hasText: text });
const chip = (page: Page, root: string): Locator =>
  said(page, root).getByRole("button", { name: /^\d+ repl/ });

async function startThread(page: Page, root: string): Promise<void> {
  await said(page, root).hover();
  await said(page, root)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await page.getByRole("button", { name: "Reply in thread", exact: true }).click();
  await expect(writing(page)).toBeFocused();
}

async function reply(page: Page, text: string): Promise<void> {
  await writing(page).fill(text);
  await writing(page).press("Enter");
}

test("Maya asks about one thing aside; Sam answers there, and what is new is told of until it was read", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  const tag = randomUUID();
  const [root, first, second] = [`Three bags ${tag}`, `Ground, please ${tag}`, `All three? ${tag}`];
  await openChat(maya, "harbor-coffee");
  await say(maya, root);
  await openInInbox(sam, "Maya Fernandes");

  await startThread(maya, root);
  await expect(pane(maya)).toContainText(root);
  await reply(maya, first);
  await expect(replied(maya, first)).toHaveCount(1);
  await expect(said(maya, first), "what stands in a thread stands nowhere else").toHaveCount(0);
  await maya.keyboard.press("Escape");
  await expect(pane(maya)).toHaveCount(0);

  // Sam is told below the message, in the head, and by what is read out; his timeline shows nothing else.
  await expect(chip(sam, root)).toContainText("Maya Fernandes");
  await expect(chip(sam, root)).toHaveAccessibleName(/1 new reply/);
  await expect(sam.getByText(`Maya Fernandes in a thread: ${first}`)).toBeAttached();
  await expect(chip(sam, root), "who reads along goes on doing so when a message grows").toBeInViewport({
    ratio: 1,
  });
  await expect(said(sam, first)).toHaveCount(0);
  await chip(sam, root).click();
  await expect(replied(sam, first)).toBeVisible();
  await expect(chip(sam, root)).not.toHaveAccessibleName(/new/);

  await reply(sam, second);
  await expect(chip(maya, root)).toHaveAccessibleName(/2 replies.*1 new reply/);
  await chip(maya, root).click();
  await expect(replied(maya, second)).toBeVisible();
  await maya.keyboard.press("Escape");
  await expect(chip(maya, root)).toBeFocused();
  await expect(chip(maya, root)).not.toHaveAccessibleName(/new/);
});

test("a link leads to a thread, a reload keeps it, and it is read on all of one's devices at once", async ({
  enter,
}) => {
  const [maya, sam, samsPhone] = await Promise.all([
    enter("Maya Fernandes"),
    enter("Sam Okafor"),
    enter("Sam Okafor", { viewport: { width: 390, height: 844 } }),
  ]);
  const tag = randomUUID();
  const [root, first] = [`Gift box ${tag}`, `With a ribbon ${tag}`];
  await openChat(maya, "harbor-coffee");
  await say(maya, root);
  await openInInbox(sam, "Maya Fernandes");
  await openInInbox(samsPhone, "Maya Fernandes");
  await startThread(maya, root);
  await reply(maya, first);
  await expect(chip(samsPhone, root)).toHaveAccessibleName(/1 new reply/);
  const all = (page: Page) => page.getByRole("button", { name: "Threads", exact: true });
  await expect(all(samsPhone).locator("..")).toContainText(/\d with new replies|thread with new/);

  await all(sam).click();
  const line = sam
    .getByRole("region", { name: "Threads", exact: true })
    .getByRole("button")
    .filter({ hasText: root });
  await expect(line).toContainText("1 new reply");
  await line.click();
  await expect(replied(sam, first)).toBeVisible();
  await expect(chip(samsPhone, root)).not.toHaveAccessibleName(/new/);

  await sam.reload();
  await expect(replied(sam, first)).toBeVisible();
  await expect(pane(sam)).toContainText(root);
  await samsPhone.goto(sam.url());
  await expect(replied(samsPhone, first)).toBeVisible();
  await expect(timeline(samsPhone), "on a phone a thread takes the place of the timeline").toBeHidden();
});

test("a reply that was written without a line waits, together with the thread that it begins", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED|CLOSING or CLOSED/);
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  const tag = randomUUID();
  const [root, waiting] = [`Tasting ${tag}`, `From the train ${tag}`];
  const line = await lay(maya);
  await openChat(maya, "harbor-coffee");
  await say(maya, root);
  await openInInbox(sam, "Maya Fernandes");
  await expect(said(sam, root)).toHaveCount(1);
  await startThread(maya, root);
  await line.cut();
  await reply(maya, waiting);
  await expect(replied(maya, waiting)).toContainText("Sending");
  await expect(said(maya, waiting)).toHaveCount(0);
  await line.restore();
  await expect(replied(maya, waiting)).not.toContainText("Sending");
  await chip(sam, root).click();
  await expect(replied(sam, waiting)).toHaveCount(1);
});

test("two who begin a thread at once find themselves in the same, and it outlives what it grows from", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  const tag = randomUUID();
  const [root, mayas, sams] = [`Which grinder? ${tag}`, `The small one? ${tag}`, `Depends ${tag}`];
  await openChat(maya, "harbor-coffee");
  await say(maya, root);
  await openInInbox(sam, "Maya Fernandes");
  await Promise.all([startThread(maya, root), startThread(sam, root)]);
  await Promise.all([reply(maya, mayas), reply(sam, sams)]);
  // Where Maya was faster, Sam is asked whether he means it all the same.
  const anyway = sam.getByRole("button", { name: "Send anyway" });
  await expect
    .poll(async () => (await anyway.isVisible()) || (await replied(maya, sams).isVisible()))
    .toBe(true);
  if (await anyway.isVisible()) await anyway.click();
  for (const page of [maya, sam]) {
    await expect(replied(page, mayas)).toHaveCount(1);
    await expect(replied(page, sams)).toHaveCount(1);
    await expect(replied(page, tag)).not.toContainText(["Sending", "Sending"]);
  }

  // What can be done with a message can be done here, but for a thread of its own.
  await replied(sam, mayas).hover();
  await replied(sam, mayas)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await expect(sam.getByRole("button", { name: "Reply in thread", exact: true })).toHaveCount(0);
  await sam.getByRole("button", { name: "React with 👍" }).click();
  await expect(replied(maya, mayas).getByRole("button", { name: "👍 from Sam Okafor" })).toBeVisible();
  await writing(sam).press("ArrowUp");
  await expect(writing(sam)).toHaveValue(sams);
  await reply(sam, `It depends ${tag}`);
  await expect(replied(maya, `It depends ${tag}`)).toContainText("edited");

  await maya.keyboard.press("Escape");
  await said(maya, root).hover();
  await said(maya, root)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await maya.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(pane(sam).getByText("This message was deleted.")).toBeVisible();
  await expect(pane(sam)).not.toContainText(root);
  await reply(sam, `Gone? ${tag}`);
  await timeline(maya)
    .getByRole("button", { name: /^3 replies/ })
    .last()
    .click();
  await expect(replied(maya, `Gone? ${tag}`)).toBeVisible();
});

test("A conversation that ends in nothing but replies opens at what was said before, and its thread is read by pages", async ({
  enter,
  request,
}) => {
  const REPLIES = 60;
  const tag = randomUUID();
  const root = `Repair log ${tag}`;
  const login = await request.post("/api/auth/login", {
    data: { email: "leo@example.com", password: "servihub-demo" },
  });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  const opened = await request.post("/api/conversations", { headers, data: { business: "northside-bikes" } });
  const { id } = await opened.json();
  const rootId = randomUUID();
  const post = (data: object) =>
    // Faster than a person may write to a room: what is refused for that is sent again.
    expect(async () => {
      const sent = await request.post(`/api/conversations/${id}/messages`, { headers, data });
      expect(sent.ok()).toBe(true);
    }).toPass();
  await post({ id: rootId, body: root });
  const leo = await enter("Leo Brandt");
  await leo.goto(`/chats/${id}`);
  await startThread(leo, root);
  await reply(leo, `Step 1 of ${tag}.`);
  await expect(chip(leo, root)).toBeVisible();
  for (let n = 2; n <= REPLIES; n += 1)
    await post({ id: randomUUID(), body: `Step ${n} of ${tag}.`, threadId: rootId });
  await expect(chip(leo, root)).toHaveAccessibleName(/^60 replies/);

  const june = await enter("June Park");
  await openInInbox(june, "Leo Brandt");
  await expect(said(june, root)).toBeInViewport();
  await expect(june.getByRole("link", { name: /^Leo Brandt/ })).not.toContainText("unread");
  await expect(chip(june, root)).toHaveAccessibleName(/60 new replies/);
  await chip(june, root).click();
  await expect(replied(june, `Step 1 of ${tag}.`), "it opens where June has not read on").toBeInViewport();
  await expect(chip(june, root), "nothing above what she sees counts as read").toHaveAccessibleName(
    /5\d new replies/,
  );
  await pane(june)
    .getByRole("button", { name: /new messages$/ })
    .click();
  await expect(replied(june, `Step ${REPLIES} of ${tag}.`)).toBeInViewport();
  await expect(chip(june, root)).not.toHaveAccessibleName(/new/);

  await leo.goto(`/chats/${id}?thread=${randomUUID()}`);
  await expect(leo.getByText("This thread could not be loaded.")).toBeVisible();
  await leo.getByRole("button", { name: "Close thread" }).click();
  await expect(said(leo, root)).toBeInViewport();
});
