import type { Route } from "next";
import { sameOriginPath } from "@/lib/same-origin-path";

/** A path of our own to lead to, from a text that anyone may have written. */
export function ownPath(target: unknown, fallback = "/"): Route {
  return sameOriginPath(target, fallback) as Route;
}
