import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { expect, test } from "./stage";

const section = (page: Page) => page.getByRole("region", { name: "Notifications" });

test("Leo sets quiet hours, and finds them as he left them; a test says how far it came", async ({
  enter,
}) => {
  const leo = await enter("Leo Brandt");
  // To begin with by a browser that runs nothing.
  const storageState = await leo.context().storageState();
  const plain = await enter(undefined, { javaScriptEnabled: false, storageState });
  await plain.goto("/settings");
  await section(plain).getByRole("checkbox", { name: "Quiet hours: nothing rings" }).check();
  await section(plain).getByLabel("From", { exact: true }).fill("21:30");
  await section(plain).getByRole("button", { name: "Save" }).click();
  await expect(section(plain).getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  await leo.goto("/settings");
  await expect(section(leo).getByLabel("From", { exact: true })).toHaveValue("21:30");
  await expect(section(leo).getByRole("checkbox", { name: "Quiet hours: nothing rings" })).toBeChecked();
  await section(leo).getByLabel("Until", { exact: true }).fill("21:30");
  await section(leo).getByRole("button", { name: "Save" }).click();
  await expect(section(leo).getByText("Quiet hours need an end that is not their beginning.")).toBeVisible();
  await section(leo).getByRole("checkbox", { name: "Quiet hours: nothing rings" }).uncheck();
  await section(leo).getByRole("button", { name: "Save" }).click();
  await expect(section(leo).getByRole("status").filter({ hasText: "Saved." })).toBeVisible();

  await section(leo).getByRole("button", { name: "Send me a test" }).click();
  await expect(section(leo).getByText("No browser of yours is to be told. Turn it on above.")).toBeVisible();
  await expect(
    section(leo).getByText("This server has no mail server yet. The mail lies in its outbox folder."),
  ).toBeVisible();
  await expect(section(leo).getByText(/^This browser was told not to show/)).toBeVisible();
  expect((await new AxeBuilder({ page: leo }).analyze()).violations).toEqual([]);
});

declare const self: {
  shown: [string, { body: string; data: { path: string } }][];
  led: string[];
  registration: { showNotification: (...shown: [string, never]) => Promise<void> };
  clients: { openWindow: (url: string) => Promise<void> };
  dispatchEvent: (event: Event) => boolean;
};

test("What is pushed is shown, and leads to its conversation", async ({ enter }) => {
  const page = await enter("Leo Brandt");
  await page.goto("/settings");
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const starting = page.context().waitForEvent("serviceworker");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  const [worker, registrationId] = await Promise.all([starting, registered]);
  // A browser without a screen shows nothing, and opens no tab that nobody clicked for: what it is asked for is kept.
  await worker.evaluate(() => {
    self.shown = [];
    self.led = [];
    self.registration.showNotification = async (...shown) => void self.shown.push(shown);
    self.clients.openWindow = async (url) => void self.led.push(url);
  });
  const { origin } = new URL(page.url());
  const notice = {
    title: "Sam · Harbor Coffee",
    body: "It came today",
    path: "/inbox/1?message=2",
    locale: "en",
  };
  const data = JSON.stringify({ ...notice, tag: "one", open: "Open" });
  await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  const shown = () => worker.evaluate(() => self.shown.map(([title, { body }]) => [title, body]));
  await expect.poll(shown).toEqual([[notice.title, notice.body]]);
  await worker.evaluate(() => {
    const [, { data }] = self.shown[0] ?? ["", { data: { path: "" } }];
    const notification = { data, close: () => {} };
    self.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil: () => {} }));
  });
  await expect.poll(() => worker.evaluate(() => self.led)).toEqual([`${origin}${notice.path}`]);
});
