import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { composer, openInInbox, timeline } from "./conversation";
import { expect, test } from "./stage";

const browser = JSON.parse(process.env.E2E_BROWSER ?? "{}");
const FAKE_VOICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

test.use({
  launchOptions: { ...browser, args: [...(browser.args ?? []), ...FAKE_VOICES] },
});

const microphone = { permissions: ["microphone"] };
const call = (page: Page) => page.getByRole("region", { name: "Call", exact: true });
const button = (page: Page, name: string | RegExp) => call(page).getByRole("button", { name });
const told = (page: Page) => timeline(page).getByText(/call/i).last();

/** Keeps the page's own lines, so that what goes over them can be counted. */
async function countVoices(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const lines: RTCPeerConnection[] = [];
    Object.assign(window, { lines });
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(settings?: RTCConfiguration) {
        super(settings);
        lines.push(this);
      }
    };
  });
  return () =>
    page.evaluate(async () => {
      const line = (Reflect.get(window, "lines") as RTCPeerConnection[]).at(-1);
      const reports = [...((await line?.getStats())?.values() ?? [])];
      return reports.find(({ type }) => type === "inbound-rtp")?.bytesReceived ?? 0;
    });
}

async function openOwn(page: Page): Promise<void> {
  await page.goto("/chats");
  await page.getByRole("link", { name: /Harbor Coffee/ }).click();
  await expect(composer(page)).toBeVisible();
}

test("What a call says of itself is there to be read whole, on wide screens and narrow ones", async ({
  enter,
}) => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const maya = await enter("Maya Fernandes", { ...microphone, viewport });
    await openOwn(maya);
    await maya.getByRole("button", { name: "Call Harbor Coffee" }).click();
    const words = call(maya).getByRole("status");
    await expect(words).toHaveText("Nobody is here now. They will see that you called.");
    const isWhole = await words.evaluate(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth <= clientWidth && scrollHeight <= clientHeight,
    );
    expect(isWhole).toBe(true);
    await button(maya, "Hang up").click();
    await maya.close();
  }
});

test("Maya calls, Sam and Ines are rung, Sam answers and they hear each other until Maya hangs up", async ({
  enter,
}) => {
  test.slow();
  const [maya, sam, ines] = [
    await enter("Maya Fernandes", microphone),
    await enter("Sam Okafor", microphone),
    await enter("Ines Moreau", microphone),
  ];
  const [heardByMaya, heardBySam] = [await countVoices(maya), await countVoices(sam)];
  await openOwn(maya);
  await openInInbox(sam, "Maya Fernandes");
  await openInInbox(ines, "Maya Fernandes");

  await maya.getByRole("button", { name: "Call Harbor Coffee" }).click();
  await expect(call(maya)).toContainText("Calling Harbor Coffee…");
  for (const page of [sam, ines]) await expect(call(page)).toContainText("Maya Fernandes is calling");
  expect((await new AxeBuilder({ page: sam }).include("main").analyze()).violations).toEqual([]);

  await button(sam, "Accept").click();
  await expect(call(ines)).toHaveCount(0);
  for (const page of [maya, sam]) await expect(call(page)).toContainText("In a call with");
  await expect.poll(heardByMaya).toBeGreaterThan(1_000);
  await expect.poll(heardBySam).toBeGreaterThan(1_000);
  expect((await new AxeBuilder({ page: maya }).include("main").analyze()).violations).toEqual([]);

  // The line leads another way, and goes on.
  await maya.evaluate(() => window.dispatchEvent(new Event("online")));
  await button(sam, "Mute").click();
  await expect(button(sam, "Unmute")).toHaveAttribute("aria-pressed", "true");
  const before = await heardBySam();
  await expect.poll(heardBySam).toBeGreaterThan(before + 1_000);

  await button(maya, "Hang up").click();
  for (const page of [maya, sam]) await expect(call(page)).toHaveCount(0);
  for (const page of [maya, sam, ines]) await expect(told(page)).toContainText(/^Call · \d+ sec/);
  await expect(ines.getByRole("region", { name: "Conversations" })).toContainText(/Call · \d+ sec/);
});

test("What Maya declines was declined, and what she does not take she has missed", async ({ enter }) => {
  const [maya, sam] = [await enter("Maya Fernandes", microphone), await enter("Sam Okafor", microphone)];
  await openOwn(maya);
  await openInInbox(sam, "Maya Fernandes");

  await sam.getByRole("button", { name: "Call Maya Fernandes" }).click();
  await button(maya, "Decline").click();
  for (const page of [maya, sam]) await expect(told(page)).toContainText("Call declined");
  await expect(call(sam)).toHaveCount(0);

  await sam.getByRole("button", { name: "Call Maya Fernandes" }).click();
  await expect(button(maya, "Accept")).toBeVisible();
  await button(sam, "Hang up").click();
  await expect(call(maya)).toHaveCount(0);
  await expect(told(maya)).toContainText("Missed call");
  await expect(told(sam)).toContainText("Call not answered");
});

test("Of two tabs of Maya's the one that answers is in the call, and leaving it ends the call", async ({
  enter,
}) => {
  const [maya, sam] = [await enter("Maya Fernandes", microphone), await enter("Sam Okafor", microphone)];
  await openOwn(maya);
  await maya.waitForURL(/\/chats\/./);
  const second = await maya.context().newPage();
  await second.goto(maya.url());
  await expect(composer(second)).toBeVisible();
  await openInInbox(sam, "Maya Fernandes");
  await sam.getByRole("button", { name: "Call Maya Fernandes" }).click();
  await expect(button(maya, "Accept")).toBeVisible();
  await button(second, "Accept").click();
  await expect(call(second)).toContainText("In a call with");
  await expect(call(maya)).toContainText("another tab");
  await second.goto("/chats");
  await expect(call(sam)).toHaveCount(0);
  await expect(told(sam)).toContainText(/^Call/);
});

test("Whoever does not give out the microphone is told why there is no call, and nobody is rung", async ({
  enter,
}) => {
  const maya = await enter("Maya Fernandes");
  await maya.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await openOwn(maya);
  await maya.getByRole("button", { name: /^Call Harbor Coffee/ }).click();
  await expect(call(maya).getByRole("alert")).toContainText("The microphone is blocked.");
  await expect(timeline(maya).getByText(/^Calling/)).toHaveCount(0);
  await button(maya, "Close").click();
  await expect(call(maya)).toHaveCount(0);
});
