import type { Route } from "next";
import type { Words } from "@/words/words";

/** The pages of somebody's own settings. */
export const sections: { name: keyof Omit<Words["person"]["sections"], "label">; path: Route }[] = [
  { name: "general", path: "/settings" },
  { name: "profile", path: "/settings/profile" },
  { name: "security", path: "/settings/security" },
  { name: "data", path: "/settings/data" },
];
