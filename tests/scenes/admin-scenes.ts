import type { Page } from "@playwright/test";
import { query } from "../e2e/database";
import type { Scene } from "./scene";

const as = "Robin Vale";

/** What admins of the platform see. */
export const adminScenes: Scene[] = [
  { name: "admin", as, set: (page) => page.goto("/admin") },
  { name: "admin-businesses", as, set: (page) => page.goto("/admin/businesses") },
  { name: "admin-nothing-found", as, set: (page) => page.goto("/admin/businesses?q=submarines") },
  { name: "admin-business", as, set: (page) => found(page, "/admin/businesses?q=harbor") },
  { name: "admin-users", as, set: (page) => page.goto("/admin/users") },
  {
    name: "admin-user",
    as,
    set: async (page) => {
      await noteUnusual("june@northside.example");
      await found(page, "/admin/users?q=june@northside.example");
    },
  },
  { name: "admin-operations", as, set: (page) => page.goto("/admin/operations") },
  { name: "admin-limits", as, set: (page) => page.goto("/admin/limits") },
  {
    name: "admin-limit-refused",
    as,
    set: async (page) => {
      await page.goto("/admin/limits");
      const limit = page.locator("li", { has: page.locator("[name=name][value=search]") });
      await limit.locator("summary").click();
      await limit.locator("[name=uses]").fill("1");
      await limit.locator("form button").first().click();
      await limit.locator("[aria-invalid]").waitFor();
    },
  },
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

/** One of each sort that is written otherwise; noted once, however many pictures are taken. */
async function noteUnusual(email: string): Promise<void> {
  await query(
    `insert into sign_in_events (id, user_id, kind, device, network, count, at)
     select ('00000000-0000-4000-8000-0000000000' || n)::uuid, u.id, kind, device, network, count, now() - n::int * interval '1 hour'
     from users u, (values ('01', 'new-device', 'Firefox · Windows', '198.51.100.0/24', 1), ('02', 'failures', null, null, 7),
       ('03', 'token-reused', null, '2001:db8:85a3::/48', 1)) as noted (n, kind, device, network, count)
     where u.email = $1 on conflict do nothing`,
    [email],
  );
}

async function found(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.locator("main li a").first().click();
  await page.locator("main h2").first().waitFor();
}
