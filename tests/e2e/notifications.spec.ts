import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
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
  await expect(section(leo).getByRole("button", { name: "Turn on" })).toBeVisible();
  expect((await new AxeBuilder({ page: leo }).analyze()).violations).toEqual([]);
});

test("What is pushed shows as a notification, and the next of its conversation takes its place", async ({
  enter,
}) => {
  const page = await enter("Leo Brandt", { permissions: ["notifications"] });
  await page.goto("/settings");
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  const registrationId = await registered;
  const origin = new URL(page.url()).origin;
  const push = (body: string) =>
    devtools.send("ServiceWorker.deliverPushMessage", {
      ...{ origin, registrationId },
      data: JSON.stringify({
        title: "Sam · Harbor Coffee",
        body,
        tag: "one",
        path: "/chats",
        locale: "en",
        open: "Open",
      }),
    });
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data }) => [title, body, data.path]);
    });
  for (const body of ["It came today", "Come by"]) {
    await push(body);
    await expect.poll(shown).toEqual([["Sam · Harbor Coffee", body, "/chats"]]);
  }
});
