import { enterAsNora } from "../scenes/figure-scenes";
import { expect, test } from "./stage";

const PATH = "/inbox/settings/webhooks";

test("Nora makes a webhook, tries it, sees what came of it, and takes its deletion back", async ({
  enter,
}) => {
  const nora = await enter();
  await enterAsNora(nora, PATH);
  const url = "https://192.168.7.7/hooks";
  const card = nora.getByRole("listitem", { name: url });
  await nora.getByLabel("Address of your server").fill("http://example.com/");
  await nora.getByRole("button", { name: "Add" }).click();
  await expect(nora.getByText("Enter an address that begins with https://")).toBeVisible();
  await nora.getByLabel("Address of your server").fill(url);
  await nora.getByLabel("A message changed").uncheck();
  await nora.getByRole("button", { name: "Add" }).click();
  const dialog = nora.getByRole("dialog", { name: "The secret of this webhook" });
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await nora.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(card).toContainText("A message was sent · A message was deleted");

  await card.getByRole("button", { name: "Send a test event" }).click();
  await expect(nora.getByText("The test event did not come through.")).toBeVisible();
  const line = card.getByRole("listitem").filter({ hasText: "Test" });
  await expect(line).toContainText("Waiting");
  await expect(line).toContainText("The address leads inside a network");
  await line.getByRole("button", { name: /^Send again: Test/ }).click();
  await expect(line).toContainText("2 tries");

  await card.getByRole("button", { name: "New secret" }).click();
  await nora.getByRole("dialog").getByRole("button", { name: "New secret" }).click();
  await expect(dialog.getByText(/^whsec_/)).toBeVisible();
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(card).toContainText("The secret before it holds until");

  await card.getByRole("button", { name: "Switch off" }).click();
  await expect(card).toContainText("Switched off by an owner");
  await card.getByRole("button", { name: "Switch on" }).click();
  await expect(card.getByRole("button", { name: "Send a test event" })).toBeEnabled();

  await card.getByRole("button", { name: "Delete the webhook to 192.168.7.7" }).click();
  await expect(card).toHaveCount(0);
  await nora.getByRole("button", { name: "Undo" }).click();
  await expect(card).toBeVisible();
  await nora.reload();
  await expect(card).toBeVisible();
  await card.getByRole("button", { name: "Delete the webhook to 192.168.7.7" }).click();
  await expect(card).toHaveCount(0);
});

test("[S10] Sam, who is an agent, and Maya are shown no webhooks", async ({ enter }) => {
  for (const name of ["Sam Okafor", "Maya Fernandes"] as const) {
    const page = await enter(name);
    const refused = await page.request.get(`${PATH}?business=harbor-coffee`);
    expect([403, 404]).toContain(refused.status());
    expect(await refused.text()).not.toContain("Add a webhook");
  }
});
