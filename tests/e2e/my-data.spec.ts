import fs from "node:fs/promises";
import { AxeBuilder } from "./axe";
import { tooWide } from "./fit";
import { newcomer, PASSWORD } from "./newcomer";
import { expect, test } from "./stage";

test("[S35] Vera takes her data along, has her account erased, and takes that back, without JavaScript on a phone", async ({
  enter,
}) => {
  const vera = await enter(undefined, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const email = await newcomer(vera, { name: "Vera Lund", path: "/settings/data" });
  await expect(vera.getByText("Nobody of a business has opened")).toBeVisible();
  expect(await tooWide(vera)).toEqual([]);

  const [download] = await Promise.all([
    vera.waitForEvent("download"),
    vera.getByRole("link", { name: "Download my data" }).click(),
  ]);
  const told = JSON.parse(await fs.readFile(await download.path(), "utf8"));
  expect(told).toMatchObject({ person: { email, name: "Vera Lund" }, conversations: [] });

  await vera.getByLabel("Password", { exact: true }).fill("not it");
  await vera.getByRole("button", { name: "Erase my account" }).click();
  await expect(vera.getByRole("alert")).toContainText("not your password");
  await vera.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await vera.getByRole("button", { name: "Erase my account" }).click();
  await expect(vera.getByText("Your account is erased")).toBeVisible();
  await vera.getByRole("button", { name: "Keep my account" }).click();
  await expect(vera.getByRole("status").filter({ hasText: "stays as it is" })).toBeVisible();
  await expect(vera.getByRole("button", { name: "Erase my account" })).toBeVisible();
});

test("Nora, the only owner, is told to hand over first; the page has no barriers", async ({ enter }) => {
  const nora = await enter("Nora Lindqvist");
  await nora.goto("/settings/data");
  await expect(nora.getByText("You are the only owner of Harbor Coffee.")).toBeVisible();
  await expect(nora.getByRole("button", { name: "Erase my account" })).toHaveCount(0);
  expect((await new AxeBuilder({ page: nora }).analyze()).violations).toEqual([]);
});
