import type { IconName } from "@/components/ui/icon";

/** What there is for admins, in the order of the navigation: a page each, named and told of in `words/admin`. */
export const sections = [
  { name: "overview", href: "/admin", icon: "compass" },
  { name: "businesses", href: "/admin/businesses", icon: "tray" },
  { name: "users", href: "/admin/users", icon: "people" },
  { name: "operations", href: "/admin/operations", icon: "chart" },
  { name: "limits", href: "/admin/limits", icon: "filter" },
  { name: "failures", href: "/admin/failures", icon: "failed" },
  { name: "audit", href: "/admin/audit", icon: "note" },
] as const satisfies { name: string; href: string; icon: IconName }[];

export type Section = (typeof sections)[number];
