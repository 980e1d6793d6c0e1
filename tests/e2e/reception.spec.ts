import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { composer, said, say } from "./conversation";
import { expect, test } from "./stage";

const DAY_MS = 24 * 60 * 60 * 1000;
const dateIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** The owner of Northside Bikes, whom the sign-in page does not offer. */
async function asTariq(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/inbox/settings");
  await page.getByLabel("E-mail").fill("tariq@northside.example");
  await page.getByLabel("Password", { exact: true }).fill("servihub-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("/inbox/settings");
}

test("Tariq closes for a fair, greets whoever is new, and who writes all the same is heard", async ({
  enter,
}) => {
  const tariq = await enter();
  await asTariq(tariq);
  const hours = tariq.getByRole("region", { name: "Opening hours" });
  const texts = tariq.getByRole("region", { name: "Greeting and away message" });

  // By keys alone: what is added has the focus, and what is wrong is said.
  await hours.getByRole("button", { name: "Add a day" }).press("Enter");
  await tariq.keyboard.type("Spring fair");
  await hours.getByRole("button", { name: "Save" }).press("Enter");
  await expect(hours.getByRole("alert")).toHaveText(
    "Give it a name, and a last day that is not before the first.",
  );
  await hours.getByLabel("First day").fill(dateIn(-1));
  await hours.getByLabel("Last day").fill(dateIn(9));
  await hours.getByRole("button", { name: "Add hours to Friday" }).click();
  await hours.getByLabel("Friday, from").last().fill("20:00");
  await hours.getByLabel("Friday, until").last().fill("01:00");
  await expect(hours.getByText("until the next day")).toBeVisible();
  await hours.getByRole("button", { name: "Save" }).click();
  await expect(tariq.getByText("Saved", { exact: true })).toBeVisible();
  const awayText = await texts.getByLabel("Away message").inputValue();
  await texts.getByLabel("Greeting").fill("Hello! Which bike is it?");
  await texts.getByLabel("Away message").fill("We mend bikes at the fair.");
  await texts.getByRole("button", { name: "Save" }).click();
  // It can be pressed again once that is stored.
  await expect(texts.getByRole("button", { name: "Save" })).toBeEnabled();

  const guest = await enter(undefined, { timezoneId: "Asia/Tokyo", viewport: { width: 390, height: 844 } });
  await expect(async () => {
    await guest.goto("/b/northside-bikes");
    await expect(
      guest.getByText(/^Closed for \u2068Spring fair\u2069 · opens .+ \(your time: .+\)$/),
    ).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  await expect(guest.getByRole("region", { name: "Opening hours" })).toContainText("Spring fair");
  await guest.getByRole("button", { name: "Message Northside Bikes" }).click();
  const chat = guest.getByRole("dialog", { name: "Chat with Northside Bikes" });
  await expect(chat.getByText("Which bike is it?")).toBeVisible();
  await chat.getByRole("textbox").fill(`Aiko ${randomUUID().slice(0, 5)}`);
  await chat.getByRole("textbox").press("Enter");
  await expect(composer(guest)).toBeFocused();
  await expect(chat.getByText("Which bike is it?")).toBeVisible();
  const note = chat.getByRole("note");
  await expect(note).toContainText("We mend bikes at the fair.");
  await expect(note).toContainText("You can write now all the same.");
  await say(guest, "A tandem");
  await expect(said(guest, "A tandem")).toBeVisible();
  await expect(chat.getByText("Which bike is it?")).toHaveCount(0);
  await expect(note).toBeVisible();

  // What was done is taken back, and the page tells it.
  await tariq.reload();
  await hours.getByRole("button", { name: "Remove Spring fair" }).click();
  await expect(hours.getByRole("button", { name: "Add a day" })).toBeFocused();
  await hours.getByRole("button", { name: "Remove 20:00 to 01:00 from Friday" }).click();
  await hours.getByRole("button", { name: "Save" }).click();
  await tariq.getByRole("button", { name: "Undo" }).click();
  await expect(hours.getByLabel("Name")).toHaveValue("Spring fair");
  await hours.getByRole("button", { name: "Remove Spring fair" }).click();
  await hours.getByRole("button", { name: "Remove 20:00 to 01:00 from Friday" }).click();
  await hours.getByRole("button", { name: "Save" }).click();
  await texts.getByLabel("Greeting").fill("");
  await texts.getByLabel("Away message").fill(awayText);
  await texts.getByRole("button", { name: "Save" }).click();
  await expect(async () => {
    await guest.goto("/b/northside-bikes");
    await expect(guest.getByText("Spring fair")).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});

test("A chat that stays open tells when its business closes, and when it opens again", async ({ enter }) => {
  const guest = await enter();
  await guest.clock.install();
  await guest.goto("/b/harbor-coffee");
  await guest.getByRole("button", { name: "Message Harbor Coffee" }).click();
  const chat = guest.getByRole("dialog", { name: "Chat with Harbor Coffee" });
  await expect(chat.getByRole("textbox")).toBeVisible();
  const isAway = () => chat.getByRole("note").isVisible();
  const before = await isAway();
  for (const then of [!before, before])
    await expect(async () => {
      await guest.clock.fastForward("30:00");
      expect(await isAway()).toBe(then);
    }).toPass({ intervals: [50] });
});
