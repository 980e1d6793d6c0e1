import { randomUUID } from "node:crypto";
import { spend } from "../budgets/budgets";
import { scriptsOf, weightBeyond, weightOf } from "../budgets/scripts-of";
import { composer, openInInbox } from "./conversation";
import { expect, test } from "./stage";

test("Who only looks at a business loads next to nothing of the chat, and who opens it little", async ({
  enter,
}) => {
  const page = await enter();
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  const ofAnyPage = await scriptsOf(page);
  await page.goto("/b/harbor-coffee");
  await page.waitForLoadState("networkidle");
  const untouched = await scriptsOf(page);
  // Whatever a profile has beyond the directory is counted as chat.
  spend("chat code before the first touch", "profile", weightBeyond(untouched, ofAnyPage));

  await page
    .getByRole("main")
    .getByRole("button", { name: /^Message/ })
    .click();
  await page.getByLabel("Your name").fill(`Vera ${randomUUID().slice(0, 8)}`);
  await page.getByRole("button", { name: "Start chatting" }).click();
  await expect(composer(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  spend("chat code when opened", "profile", weightBeyond(await scriptsOf(page), untouched));
});

test("The inbox with a conversation in it is loaded quickly on a slow line", async ({ enter }) => {
  const page = await enter("Sam Okafor");
  await openInInbox(page, "Maya Fernandes");
  // What is loaded to show what others do meanwhile would come and go with the tests before.
  await page.routeWebSocket(/\/parties\/feed\//, () => {});
  await page.reload();
  await page.waitForLoadState("networkidle");
  spend("all code of the inbox", "inbox", weightOf(await scriptsOf(page)));
});
