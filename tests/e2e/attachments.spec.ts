import { randomUUID } from "node:crypto";
import type { APIResponse, Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, openChat, openInInbox, said, say, timeline } from "./conversation";
import { attach, give, giveMicrophone, picture, ready, sendWith, text, tray } from "./files";
import { expect, test } from "./stage";

const last = (page: Page) => timeline(page).getByRole("article").last();

test("Maya sends photos and a file, and Sam looks at them and saves them", async ({ enter }) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await openInInbox(sam, "Maya Fernandes");
  const tag = randomUUID();
  await attach(maya, await picture("cake.jpg"), await picture("table.jpg"), text("guests.txt", `Leo ${tag}`));
  await expect(tray(maya).getByRole("listitem")).toHaveCount(3);
  await expect(ready(maya, 3)).toBeAttached();
  await sendWith(maya, `The party ${tag}`);
  await expect(tray(maya)).toBeHidden();

  for (const page of [maya, sam]) {
    const message = said(page, tag);
    await expect(message.getByRole("button", { name: "Look at cake.jpg" })).toBeVisible();
    await expect(message.getByRole("link", { name: /^Save guests.txt/ })).toBeVisible();
  }
  const image = said(sam, tag).getByRole("button", { name: "Look at cake.jpg" }).locator("img");
  await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(640);

  await said(sam, tag).getByRole("button", { name: "Look at cake.jpg" }).press("Enter");
  const gallery = sam.getByRole("dialog", { name: "Pictures" });
  await expect(gallery).toBeVisible();
  const shown = () => gallery.locator(".yarl__slide_current img").getAttribute("alt");
  await expect.poll(shown).toBe("cake.jpg");
  await sam.keyboard.press("ArrowRight");
  await expect.poll(shown).toBe("table.jpg");
  await gallery.getByRole("button", { name: "Zoom in" }).click();
  expect(await barriersIn(sam, ".yarl__root")).toEqual([]);
  await sam.keyboard.press("Escape");
  await expect(gallery).toBeHidden();
  await expect(said(sam, tag).getByRole("button", { name: "Look at cake.jpg" })).toBeFocused();

  await said(maya, tag).getByRole("button", { name: "Look at table.jpg" }).press("Enter");
  await expect(maya.getByRole("dialog", { name: "Pictures" })).toBeVisible();
  await maya.keyboard.press("Escape");
  await expect(maya.getByRole("dialog", { name: "Pictures" })).toBeHidden();
  await expect(composer(maya)).toBeVisible();

  const saved = sam.waitForEvent("download");
  await said(sam, tag)
    .getByRole("link", { name: /^Save guests.txt/ })
    .click();
  expect((await saved).suggestedFilename()).toBe("guests.txt");
});

test("Sam sends a photo alone, and lists call it what it is", async ({ enter }) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await openInInbox(sam, "Maya Fernandes");
  const name = `menu-${randomUUID().slice(0, 8)}.jpg`;
  await give(composer(sam), "paste", [await picture(name)]);
  await expect(ready(sam, 1)).toBeAttached();
  await sendWith(sam);
  await expect(last(maya).getByRole("button", { name: `Look at ${name}` })).toBeVisible();
  await expect(sam.getByRole("link", { name: /Maya Fernandes/ }).first()).toContainText("Photo");
  await maya.goto("/chats");
  await expect(maya.getByRole("link", { name: /Harbor Coffee/ }).first()).toContainText("Photo");
});

test("what is dragged over the conversation lands there, ten files to a message", async ({ enter }) => {
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  const files = Array.from({ length: 11 }, (_, n) => text(`page-${n}.txt`, `Page ${n}`));
  await give(timeline(maya), "drop", files);
  await expect(tray(maya).getByRole("listitem")).toHaveCount(10);
  await expect(maya.getByRole("alert").filter({ hasText: "at most 10 files" })).toBeVisible();
  await expect(ready(maya, 10)).toBeAttached();
  expect(await barriersIn(maya, "form")).toEqual([]);
  for (const name of ["page-0.txt", "page-9.txt"])
    await maya.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(tray(maya).getByRole("listitem")).toHaveCount(8);
  await expect(maya.getByRole("alert").filter({ hasText: "at most 10 files" })).toHaveCount(0);
  // What is uploaded waits with the draft.
  await maya.reload();
  await expect(tray(maya).getByRole("listitem")).toHaveCount(8);
  for (const button of await tray(maya)
    .getByRole("button", { name: /^Remove/ })
    .all())
    void button;
  while ((await tray(maya).getByRole("listitem").count()) > 0)
    await tray(maya)
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
});

test("[F16] an upload outlives a cut line, and is sent as soon as it is through", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await openInInbox(sam, "Maya Fernandes");
  let tries = 0;
  const ids = new Set<string | null>();
  await maya.route(/\/api\/attachments\?/, async (route) => {
    tries += 1;
    ids.add(new URL(route.request().url()).searchParams.get("id"));
    if (tries <= 2) await route.abort("internetdisconnected");
    else await route.continue();
  });
  const name = `cut-${randomUUID().slice(0, 8)}.jpg`;
  await attach(maya, await picture(name));
  await expect(maya.getByRole("progressbar", { name: `Uploading ${name}` })).toBeVisible();
  await sendWith(maya, `Sent before it was through ${name}`);
  await expect(said(sam, name).getByRole("button", { name: `Look at ${name}` })).toBeVisible();
  expect(tries).toBe(3);
  expect(ids.size).toBe(1);
  await expect(tray(maya)).toBeHidden();
});

test("[F16] of a tab that is killed while it uploads, nobody ever sees anything half", async ({ enter }) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openInInbox(sam, "Maya Fernandes");
  const doomed = await maya.context().newPage();
  await openChat(doomed, "harbor-coffee");
  const name = `half-${randomUUID().slice(0, 8)}.jpg`;
  await doomed.route(/\/api\/attachments\?/, () => {});
  await attach(doomed, await picture(name));
  await expect(doomed.getByRole("progressbar", { name: `Uploading ${name}` })).toBeVisible();
  await sendWith(doomed, `Never sent ${name}`);
  await doomed.close();
  await openChat(maya, "harbor-coffee");
  const after = `After that ${name}`;
  await say(maya, after);
  await expect(said(sam, after)).toHaveCount(1);
  await expect(said(sam, `Never sent ${name}`)).toHaveCount(0);
  await expect(timeline(sam).getByRole("button", { name: `Look at ${name}` })).toHaveCount(0);
});

test("a voice note is recorded, listened to and sent, and heard by the other side", async ({ enter }) => {
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await giveMicrophone(maya);
  await openChat(maya, "harbor-coffee");
  await openInInbox(sam, "Maya Fernandes");
  await maya.getByRole("button", { name: "Record a voice message" }).click();
  const recorder = maya.getByRole("group", { name: "Recording" });
  await expect(recorder).toContainText(/[01]:(0[2-9]|[1-5]\d)/);
  expect(await barriersIn(maya, "form")).toEqual([]);
  await recorder.getByRole("button", { name: "Done" }).click();
  await expect(tray(maya).getByRole("button", { name: "Play" })).toBeVisible();
  await expect(ready(maya, 1)).toBeAttached();
  await sendWith(maya);
  const player = last(sam).getByRole("group", { name: /^Voice message/ });
  await expect(player).toContainText(/[01]:(0[2-9]|[1-5]\d)/);
  await player.getByRole("button", { name: "Speed 1, change" }).click();
  await player.getByRole("button", { name: "Play" }).click();
  await expect(player.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => player.getByRole("slider").inputValue()).not.toBe("0");
  await expect(sam.getByRole("link", { name: /Maya Fernandes/ }).first()).toContainText("Voice message");

  await maya.getByRole("button", { name: "Record a voice message" }).click();
  await expect(recorder.getByRole("button", { name: "Done" })).toBeEnabled();
  await recorder.getByRole("button", { name: "Done" }).press("Escape");
  await expect(recorder).toHaveCount(0);
  await expect(tray(maya).getByRole("listitem")).toHaveCount(0);
  await expect(composer(maya)).toBeVisible();
});

test("what is refused says why, and a message whose files are gone can be given up", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/status of 400/);
  // The page itself never fetches such an address: a trace of the test does, of a picture that cannot be drawn.
  expectComplaint(/Connecting to 'blob:|^policy: connect-src blob in $/);
  const maya = await enter("Maya Fernandes");
  await openChat(maya, "harbor-coffee");
  await attach(maya, {
    name: "broken.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]),
  });
  await expect(tray(maya).getByRole("alert")).toContainText("could not be understood");
  await maya.getByRole("button", { name: "Remove broken.jpg" }).click();

  // As it is when the sweep came in between.
  const name = `swept-${randomUUID().slice(0, 8)}.txt`;
  await maya.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((frame) =>
      far.send(String(frame).replace(/("attachmentIds":\[")[^"]+/, `$1${randomUUID()}`)),
    );
  });
  await maya.reload();
  await attach(maya, text(name, "Leo"));
  await expect(ready(maya, 1)).toBeAttached();
  await sendWith(maya, name);
  await expect(said(maya, name).getByRole("alert")).toContainText("There is nothing here");
  await said(maya, name).getByRole("button", { name: "Discard" }).click();
  await maya.getByRole("button", { name: "Undo" }).click();
  await expect(composer(maya)).toHaveValue(name);
  await expect(tray(maya).getByRole("listitem")).toHaveCount(1);
});

test("[S11] [S22] a file is for those in the conversation, and nothing in it runs on the site", async ({
  enter,
}) => {
  const [maya, leo] = await Promise.all([enter("Maya Fernandes"), enter("Leo Brandt")]);
  await openChat(maya, "harbor-coffee");
  const tag = randomUUID();
  const script = `<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="${tag}"</script></svg>`;
  await attach(
    maya,
    { name: "cat.svg", mimeType: "image/svg+xml", buffer: Buffer.from(script) },
    await picture("cake.jpg"),
  );
  await expect(ready(maya, 2)).toBeAttached();
  await sendWith(maya, tag);
  const svg = await said(maya, tag)
    .getByRole("link", { name: /^Save cat.svg/ })
    .getAttribute("href");
  const image = said(maya, tag).getByRole("button", { name: "Look at cake.jpg" }).locator("img");
  const thumbnail = new URL((await image.getAttribute("src")) ?? "", maya.url()).pathname;

  for (const address of [svg?.split("?")[0], svg, thumbnail, `${thumbnail}?size=thumbnail`].map(String)) {
    const { status, headers } = await headOf(maya, address);
    expect([address, status]).toEqual([address, 200]);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": expect.stringMatching(/^private/),
    });
    if (address.includes(svg?.split("?")[0] ?? "-"))
      expect(headers).toMatchObject({
        "content-type": "application/octet-stream",
        "content-disposition": expect.stringMatching(/^attachment; filename="cat.svg"/),
      });
    const refused = await leo.request.get(address, { maxRedirects: 0 });
    const absent = await leo.request.get(`/api/attachments/${randomUUID()}`, { maxRedirects: 0 });
    expect([refused.status(), await refusalOf(refused)]).toEqual([404, await refusalOf(absent)]);
  }
  const piece = await maya.request.get(thumbnail, { headers: { range: "bytes=0-9" } });
  expect([piece.status(), (await piece.body()).length]).toEqual([206, 10]);
  const beyond = await maya.request.get(thumbnail, { headers: { range: "bytes=99999999-" } });
  expect(beyond.status()).toBe(416);
  const page = await maya.context().newPage();
  const saved = page.waitForEvent("download");
  await page.goto(String(svg)).catch(() => {});
  await saved;
  expect(await page.title()).not.toBe(tag);
});

async function barriersIn(page: Page, part: string) {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** But for the number of the request, which no two have alike. */
async function refusalOf(response: APIResponse) {
  const { error } = await response.json();
  return { ...error, requestId: undefined };
}

/** Follows to where the file is. */
async function headOf(page: Page, address: string) {
  const response = await page.request.get(address);
  return { status: response.status(), headers: response.headers() };
}
