import { randomUUID } from "node:crypto";
import { KINDS } from "../scenes/backdrop";
import { composer, openChat, said, say, timeline } from "./conversation";
import { expect, test } from "./stage";
import { shiftsOf, watchForShifts } from "./steadiness";

test("What Maya marks is stressed, listed and quoted, and lists of conversations say it without marks", async ({
  enter,
}) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  await say(maya, `**Two** _flat whites_ ${tag}:\n- one **hot**\n- one cold\n\n> as always`);
  const bubble = said(maya, tag);
  await expect(bubble.locator("strong")).toHaveText(["Two", "hot"]);
  await expect(bubble.locator("em")).toHaveText("flat whites");
  await expect(bubble.getByRole("listitem")).toHaveText(["one hot", "one cold"]);
  await expect(bubble.locator("blockquote")).toHaveText("as always");

  await sam.goto("/inbox");
  const line = sam.getByRole("link", { name: "Maya Fernandes" });
  await expect(line).toContainText(`Two flat whites ${tag}: • one hot`);
  await line.click();
  await said(sam, tag).hover();
  await said(sam, tag)
    .getByRole("button", { name: /^What to do with/ })
    .click();
  await sam.getByRole("dialog").getByRole("button", { name: "Reply", exact: true }).click();
  const answer = `Coming ${tag}`;
  await say(sam, answer);
  const quote = said(maya, answer).getByRole("button", { name: /^Maya Fernandes/ });
  await expect(quote).toContainText(`Two flat whites ${tag}`);
});

test("Maya stresses what she has chosen by the keyboard, and the browser can undo it", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const field = composer(maya);
  await field.fill("one two  three");
  await field.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(4, 8));
  await maya.keyboard.press("Control+b");
  await expect(field).toHaveValue("one **two**  three");
  await maya.keyboard.press("Control+i");
  await expect(field).toHaveValue("one **_two_**  three");
  await maya.keyboard.press("Control+i");
  await expect(field).toHaveValue("one **two**  three");
  await maya.keyboard.press("Control+z");
  await maya.keyboard.press("Control+z");
  await maya.keyboard.press("Control+z");
  await expect(field).toHaveValue("one two  three");
  await field.fill("");
  await maya.keyboard.press("Control+b");
  await maya.keyboard.type("so");
  await expect(field).toHaveValue("**so**");
  await field.fill("");
});

test("Code is copied by its own button, and by the keyboard alone", async ({ enter }) => {
  const maya = await enter("Maya Fernandes", { permissions: ["clipboard-read", "clipboard-write"] });
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  await composer(maya).fill(`${tag}\n\`\`\`\nnpm ci\nnpm start\n\`\`\``);
  await composer(maya).press("Enter");
  await expect(said(maya, tag)).toContainText(/Sent|Delivered|Read/);
  const copy = said(maya, tag).getByRole("button", { name: "Copy code" });
  await copy.focus();
  await maya.keyboard.press("Enter");
  await expect(said(maya, tag).getByRole("button", { name: "Copied" })).toBeFocused();
  expect(await maya.evaluate(() => navigator.clipboard.readText())).toBe("npm ci\nnpm start");
});

test("Marked texts stand where the server wrote them once the page is alive", async ({ enter }) => {
  const sam = await enter("Sam Okafor");
  await watchForShifts(sam);
  await sam.goto(`/inbox/${KINDS}`);
  await expect(timeline(sam)).toBeVisible();
  await expect(sam.getByRole("log").locator("strong").last()).toBeVisible();
  expect(await shiftsOf(sam)).toEqual([]);
});
