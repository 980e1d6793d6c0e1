import { sections } from "../../app/admin/sections";
import { expect, test } from "./stage";

const PLAIN = { javaScriptEnabled: false };

test("Admins get from their menu to all that is theirs, without scripts as with them", async ({ enter }) => {
  for (const options of [{}, PLAIN]) {
    const page = await enter("Robin Vale", options);
    await page.getByRole("button", { name: "Account of Robin Vale" }).click();
    await page.getByRole("link", { name: "Administration" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Administration" })).toBeVisible();
    const nav = page.getByRole("navigation", { name: "Administration" });
    for (const { href } of sections.toReversed()) {
      await nav.locator(`[href="${href}"]`).click();
      await expect(page).toHaveURL(href);
      await expect(nav.locator("[aria-current=page]")).toHaveAttribute("href", href);
    }
  }
});

for (const { href } of sections) {
  test(`[S10] ${href} is to everybody else what is not there`, async ({ enter, expectComplaint }) => {
    expectComplaint(/404/);
    for (const person of ["Nora Lindqvist", "Maya Fernandes"] as const) {
      // Without scripts the title does not count what is unread.
      const page = await enter(person, PLAIN);
      const told: unknown[] = [];
      for (const path of [href, "/admin/nothing-of-the-kind"]) {
        const response = await page.goto(path);
        told.push([response?.status(), await page.title(), await page.getByRole("main").innerText()]);
      }
      expect(told[0]).toEqual(told[1]);
      expect(told[0]).toEqual([404, "Not found · ServiHub", expect.any(String)]);
      await page.getByRole("button", { name: /^Account of/ }).click();
      await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
    }
  });
}

test("Who is signed out is led to the sign-in, and from there to where they wanted", async ({ enter }) => {
  const page = await enter(undefined, PLAIN);
  await page.goto("/admin/businesses");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fbusinesses$/);
  await page.getByRole("button", { name: "Robin Vale" }).click();
  await expect(page).toHaveURL("/admin/businesses");
  await page.getByRole("searchbox", { name: "Search businesses" }).fill("harb");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("main").getByRole("link")).toHaveText([/^Harbor Coffee/]);
});
