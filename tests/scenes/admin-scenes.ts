import type { Page } from "@playwright/test";
import type { Scene } from "./scene";

const as = "Robin Vale";

/** What admins of the platform see. */
export const adminScenes: Scene[] = [
  { name: "admin", as, set: (page) => page.goto("/admin") },
  { name: "admin-businesses", as, set: (page) => page.goto("/admin/businesses") },
  { name: "admin-nothing-found", as, set: (page) => page.goto("/admin/businesses?q=submarines") },
  { name: "admin-business", as, set: (page) => found(page, "/admin/businesses?q=harbor") },
  { name: "admin-users", as, set: (page) => page.goto("/admin/users") },
  { name: "admin-user", as, set: (page) => found(page, "/admin/users?q=june@northside.example") },
  { name: "admin-operations", as, set: (page) => page.goto("/admin/operations") },
  { name: "admin-failures", as, set: (page) => page.goto("/admin/failures?kind=delivery") },
  { name: "admin-mails", as, set: (page) => page.goto("/admin/mails") },
  {
    name: "admin-last",
    as,
    set: async (page) => {
      await found(page, "/admin/users?q=admin@servihub.example&kind=admin");
      await page.locator("form:has([name=isAdmin]) button").click();
      await page.getByRole("main").getByRole("alert").waitFor();
    },
  },
];

async function found(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.locator("main li a").first().click();
  await page.locator("main h2").first().waitFor();
}
