import type { Scene } from "./scene";

/** What admins of the platform see. */
export const adminScenes: Scene[] = [
  { name: "admin", as: "Robin Vale", set: (page) => page.goto("/admin") },
  { name: "admin-businesses", as: "Robin Vale", set: (page) => page.goto("/admin/businesses") },
  { name: "admin-operations", as: "Robin Vale", set: (page) => page.goto("/admin/operations") },
  {
    name: "admin-nothing-found",
    as: "Robin Vale",
    set: (page) => page.goto("/admin/businesses?q=submarines"),
  },
];
