import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { businessBySlug, suspendedBusiness } from "@/db/businesses";
import { db } from "../../database";

/**
 * The business of an address, read once for the page, its frame and what is said of it elsewhere. Of one that is suspended
 * that is said instead.
 */
export const businessNamed = cache(async (slug: string) => {
  const found = await businessBySlug(db(), slug);
  if (found) return found;
  return (await suspendedBusiness(db(), slug)) ? redirect(`/not-available/${slug}`) : notFound();
});

/** What links to it are shown by; a page that says more of itself has to name it. */
export function cardOf(slug: string): string {
  return `/b/${slug}/opengraph-image`;
}
