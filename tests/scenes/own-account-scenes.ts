import type { Scene } from "./scene";

/** What somebody settles for themselves. */
export const ownAccountScenes: Scene[] = [
  { name: "settings-profile", as: "Maya Fernandes", set: (page) => page.goto("/settings/profile") },
  { name: "settings-security", as: "Maya Fernandes", set: (page) => page.goto("/settings/security") },
  { name: "settings-data", as: "Maya Fernandes", set: (page) => page.goto("/settings/data") },
  { name: "forgotten", set: (page) => page.goto("/forgotten") },
  { name: "forgotten-asked", set: (page) => page.goto("/forgotten?done=asked") },
  { name: "forgotten-none", set: (page) => page.goto("/forgotten/x.y.z") },
];
