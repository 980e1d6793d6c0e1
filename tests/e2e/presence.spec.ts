import type { Page } from "@playwright/test";
import { openChat, openInInbox, watchForReload } from "./conversation";
import { expect, test } from "./stage";

const desktop = { viewport: { width: 1440, height: 900 } };
const GONE_WITHIN_MS = 30_000;

const header = (page: Page, name: string) =>
  page.getByRole("region", { name: `Conversation with ${name}` }).locator("header");
const presenceSection = (page: Page) => page.getByRole("region", { name: "Presence" });
const customer = (page: Page) => page.getByRole("complementary", { name: "Customer" });

test("Sam sees that Leo is on the site, and within half a minute that he closed his tab, without a reload", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor", desktop);
  await openInInbox(sam, "Leo Brandt");
  const neverReloaded = await watchForReload(sam);
  const leo = await enter("Leo Brandt");
  // He has no conversation open.
  await leo.goto("/");
  for (const place of [header(sam, "Leo Brandt"), customer(sam)])
    await expect(place.getByText("Here now", { exact: true })).toBeVisible();
  await leo.close();
  for (const place of [header(sam, "Leo Brandt"), customer(sam)])
    await expect(place.getByText(/^Last here \d+ min/)).toBeVisible({ timeout: GONE_WITHIN_MS });
  await neverReloaded();
});

test("Leo sees in his chat that somebody of the business is there, wherever in the inbox they are", async ({
  enter,
}) => {
  const leo = await enter("Leo Brandt", desktop);
  await openChat(leo, "northside-bikes");
  const chat = leo.getByRole("dialog");
  const june = await enter("June Park");
  // By her own feed the site knows when she goes; it opens when there is time for it.
  const feed = june.waitForEvent("websocket", (socket) => socket.url().includes("/feed/me-"));
  await june.goto("/inbox");
  await (await feed).waitForEvent("framereceived");
  await expect(chat.getByText("June Park is here")).toBeVisible();
  await june.close();
  await expect(chat.getByText("June Park is here")).toHaveCount(0, { timeout: GONE_WITHIN_MS });
  const team = leo.getByRole("region", { name: "Who answers" });
  await expect(async () => {
    await leo.goto("/b/northside-bikes");
    await expect(team.getByText(/^Last here \d+ min/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test("Aiko hides by a form that needs no script: at once she is offline to Sam, who is not told when she was there", async ({
  enter,
}) => {
  const sam = await enter("Sam Okafor", desktop);
  await openInInbox(sam, "Aiko Tanaka");
  const aiko = await enter("Aiko Tanaka");
  await aiko.goto("/");
  await expect(header(sam, "Aiko Tanaka").getByText("Here now", { exact: true })).toBeVisible();
  const { id } = await (await aiko.request.get("/api/me")).json();
  const presence = async () => (await sam.request.get(`/api/presence/${id}`)).json();
  await expect.poll(presence).toMatchObject({ status: "online" });

  const plain = await enter(undefined, {
    javaScriptEnabled: false,
    storageState: await aiko.context().storageState(),
  });
  await plain.goto("/settings");
  const wish = plain.getByRole("checkbox", { name: "Show when I am online" });
  await expect(wish).toBeChecked();
  await wish.uncheck();
  await presenceSection(plain).getByRole("button", { name: "Save" }).click();
  await expect(plain.getByText("Saved. Nobody sees that you are online.")).toBeVisible();
  await expect(wish).not.toBeChecked();
  await expect(header(sam, "Aiko Tanaka").getByText(/^(Not here now|Last here)/)).toBeVisible();
  expect(await presence()).toEqual({ status: "offline", lastSeenAt: null });
  await sam.reload();
  await expect(header(sam, "Aiko Tanaka").getByText("Not here now")).toBeVisible();

  await aiko.getByRole("button", { name: "Account of Aiko Tanaka" }).click();
  await aiko.getByRole("link", { name: "Settings" }).click();
  const scripted = aiko.getByRole("checkbox", { name: "Show when I am online" });
  await expect(scripted).not.toBeChecked();
  await scripted.check();
  await presenceSection(aiko).getByRole("button", { name: "Save" }).click();
  await expect(aiko.getByText("Saved. Others see when you are online.")).toBeVisible();
  await expect(scripted).toBeChecked();
  await expect(header(sam, "Aiko Tanaka").getByText("Here now", { exact: true })).toBeVisible();
});
