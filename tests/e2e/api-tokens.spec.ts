import type { Page } from "@playwright/test";
import { AxeBuilder } from "./axe";
import { expect, test } from "./stage";

const section = (page: Page) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: "API tokens" }) });

const askedAs = async (page: Page, secret: string, method = "GET") => {
  const headers = { authorization: `Bearer ${secret}` };
  const path = method === "GET" ? "/api/me" : "/api/tickets";
  const response = await page.request.fetch(path, {
    ...{ method, headers },
    ...(method === "POST" && { data: { feed: "me" } }),
  });
  return response.status();
};

test("[S16] June makes a token, is shown it once, and ends it with a click", async ({ enter }) => {
  const june = await enter("June Park");
  await june.goto("/settings");
  const tokens = section(june);
  await tokens.getByLabel("Name").fill("Stock bot");
  for (const scope of await tokens.getByRole("checkbox").all()) await scope.uncheck();
  await tokens.getByRole("button", { name: "Make a token" }).click();
  await expect(tokens.getByRole("alert")).toContainText("choose at least one thing");
  await expect(tokens.getByLabel("Name")).toHaveValue("Stock bot");
  await tokens.getByRole("checkbox", { name: "Read what you may read" }).check();
  await tokens.getByRole("button", { name: "Make a token" }).click();
  await expect(tokens.getByRole("heading", { name: "Your token “Stock bot”" })).toBeVisible();
  const secret = (await tokens.locator("[data-secret]").textContent()) ?? "";
  expect([await askedAs(june, secret), await askedAs(june, secret, "POST")]).toEqual([200, 403]);
  await expect(tokens.getByLabel("Name")).toHaveValue("");
  expect((await new AxeBuilder({ page: june }).analyze()).violations).toEqual([]);

  await june.reload();
  await expect(tokens.locator("[data-secret]")).toHaveCount(0);
  await expect(tokens.getByText("Last used")).toBeVisible();
  await tokens.getByRole("button", { name: "End the token “Stock bot”" }).click();
  await expect(tokens.getByText("The token is ended.")).toBeVisible();
  await expect(tokens.getByRole("listitem")).toHaveCount(0);
  await expect(tokens.getByRole("heading", { name: "API tokens" })).toBeFocused();
  expect(await askedAs(june, secret)).toBe(401);
});

test("tokens are made and ended without JavaScript as well", async ({ enter }) => {
  const aiko = await enter("Aiko Tanaka");
  const plain = await enter(undefined, {
    javaScriptEnabled: false,
    storageState: await aiko.context().storageState(),
  });
  await plain.goto("/settings");
  const tokens = section(plain);
  await tokens.getByLabel("Name").fill("Script");
  await tokens.getByRole("button", { name: "Make a token" }).click();
  const secret = (await tokens.locator("[data-secret]").textContent()) ?? "";
  expect(await askedAs(aiko, secret)).toBe(200);
  await tokens.getByRole("button", { name: "End the token “Script”" }).click();
  await expect(tokens.getByText("The token is ended.")).toBeVisible();
  expect(await askedAs(aiko, secret)).toBe(401);
});
