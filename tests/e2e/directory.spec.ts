import { expect, test } from "./stage";

test("The directory finds a business by the beginning of a word", async ({ enter }) => {
  const page = await enter();
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Northside Bikes" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search businesses" }).fill("cof");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL("/?q=cof");
  await expect(page.getByRole("link", { name: "Harbor Coffee" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Northside Bikes" })).toHaveCount(0);
});

test("A category stands in the address, stays while one searches in it, and is left again", async ({
  enter,
}) => {
  const page = await enter();
  await page.goto("/");
  const chips = page.getByRole("navigation", { name: "Categories" });
  await chips.getByRole("link", { name: "Repairs" }).click();
  await expect(page).toHaveURL("/?category=Repairs");
  await expect(page.getByRole("heading", { name: "Repairs" })).toBeVisible();
  await expect(chips.getByRole("link", { name: "Repairs" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("link", { name: "Harbor Coffee" })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search businesses" }).fill("spark");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/?q=spark&category=Repairs");
  await expect(page.getByRole("link", { name: "Second Spark" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Northside Bikes" })).toHaveCount(0);
  await chips.getByRole("link", { name: "Everything" }).click();
  await expect(page).toHaveURL("/?q=spark");
});

test("A category in which nothing is found says so, and leads back", async ({ enter }) => {
  const page = await enter();
  await page.goto("/?category=Submarines");
  await expect(page.getByRole("heading", { name: "Nothing in Submarines yet" })).toBeVisible();
  await page.getByRole("link", { name: "See all businesses" }).click();
  await expect(page).toHaveURL("/");
});

test("A search that finds nothing offers the way back", async ({ enter }) => {
  const page = await enter();
  await page.goto("/?q=submarines");
  await expect(page.getByRole("heading", { name: "Nothing found for “submarines”" })).toBeVisible();
  await page.getByRole("link", { name: "See all businesses" }).click();
  await expect(page.getByRole("link", { name: "Harbor Coffee" })).toBeVisible();
});

test("A page of the directory goes on after the last business of the one before", async ({ enter }) => {
  const page = await enter();
  await page.goto("/?after=harbor-coffee");
  await expect(page.getByRole("link", { name: "Northside Bikes" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Harbor Coffee" })).toHaveCount(0);
});

test("A business that is not there is a page of its own, with the right status", async ({
  enter,
  expectComplaint,
}) => {
  expectComplaint(/404/);
  const page = await enter();
  const answer = await page.goto("/b/nowhere");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});
