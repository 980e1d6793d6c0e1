import type { Page } from "@playwright/test";
import { composer, openInInbox, writeAsGuest } from "./conversation";
import { expect, test } from "./stage";

/** A site of a later version, which knows none of the actions that a page of the one before asks for. */
async function deployAnew(page: Page): Promise<void> {
  let isKnown = false;
  page.on("domcontentloaded", () => {
    isKnown = true;
  });
  await page.route("**/*", (route) => {
    if (isKnown || !route.request().headers()["next-action"]) return route.fallback();
    return route.fulfill({ status: 404, headers: { "x-nextjs-action-not-found": "1" }, body: "" });
  });
}

test("[F27] A page of a version before loads itself anew, with what was begun there, and what was asked for can be had", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/404/);
  const guest = await enter();
  const name = await writeAsGuest(guest, "Are you open at all?", "Otto");
  const sam = await enter("Sam Okafor", { viewport: { width: 1440, height: 900 } });
  await openInInbox(sam, name);
  await composer(sam).fill("Half a sentence");
  await sam.evaluate(() => document.documentElement.setAttribute("data-before", ""));
  await deployAnew(sam);
  const take = sam.getByRole("button", { name: "Take", exact: true });
  await take.click();
  await expect(sam.locator("html")).not.toHaveAttribute("data-before");
  await expect(composer(sam)).toHaveValue("Half a sentence");
  await take.click();
  await expect(sam.getByRole("region", { name: `Conversation with ${name}` })).toContainText("You took this");
});

test("[F27] A part of the page that is gone since a deployment comes with the page of the next", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/404/);
  const guest = await enter();
  await writeAsGuest(guest, "Are you open at all?", "Otto");
  await composer(guest).fill("Half a sentence");
  await guest.evaluate(() => document.documentElement.setAttribute("data-before", ""));
  let isGone = true;
  guest.on("request", (request) => {
    if (request.isNavigationRequest()) isGone = false;
  });
  await guest.route(/_next\/static\/chunks\//, (route) =>
    isGone ? route.fulfill({ status: 404, body: "" }) : route.fallback(),
  );
  const open = guest.getByRole("button", { name: "Search", exact: true });
  await open.click();
  await composer(guest).blur();
  await expect(guest.locator("html")).not.toHaveAttribute("data-before", { timeout: 30_000 });
  await expect(composer(guest)).toHaveValue("Half a sentence");
  await open.click();
  await expect(guest.getByRole("searchbox")).toBeVisible();
});
