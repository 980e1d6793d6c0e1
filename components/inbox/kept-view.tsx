"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { EVERYTHING_OPEN, type InboxView, keyOfView } from "@/lib/inbox-view";
import { BackLink } from "../conversation/back-link";
import { queryOf, viewIn } from "./view-address";

/** What of the inbox the address asks for. */
export function useView(): InboxView {
  return viewIn(useSearchParams());
}

/** What of an address stays wherever in an inbox somebody goes: the business, and what of it they look at. */
export function useKeptQuery(view?: InboxView): Record<string, string> {
  return keptOf(useSearchParams(), view);
}

/** The same at this moment, which a page may not have drawn yet. */
export function keptQueryNow(): Record<string, string> {
  return keptOf(new URLSearchParams(window.location.search));
}

function keptOf(address: Pick<URLSearchParams, "get">, view?: InboxView): Record<string, string> {
  const business = address.get("business");
  return { ...(business && { business }), ...queryOf(view ?? viewIn(address)) };
}

/** Back to the list as it was left, on phones. */
export function InboxBack({ label }: Pick<ComponentProps<typeof BackLink>, "label">) {
  return <BackLink href={{ pathname: "/inbox", query: useKeptQuery() }} label={label} />;
}

/** Looks at something else of the inbox, beside whatever is open. It is in the address, so the way back leads back. */
export function lookAt(view: InboxView, by: "pushState" | "replaceState" = "pushState"): void {
  const url = new URL(window.location.href);
  for (const name of ["status", "assignee", "tag", "channel", "unread", "mentioned", "sort"])
    url.searchParams.delete(name);
  for (const [name, value] of Object.entries(queryOf(view))) url.searchParams.set(name, value);
  window.history[by](null, "", url);
}

export function isBegun(view: InboxView): boolean {
  return keyOfView(view) === keyOfView(EVERYTHING_OPEN);
}
