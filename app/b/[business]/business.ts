import { notFound } from "next/navigation";
import { cache } from "react";
import { businessBySlug } from "@/db/businesses";
import { db } from "../../database";

/** The business of an address, read once for the page, its frame and what is said of it elsewhere. */
export const businessNamed = cache(async (slug: string) => (await businessBySlug(db(), slug)) ?? notFound());

/** What links to it are shown by; a page that says more of itself has to name it. */
export function cardOf(slug: string): string {
  return `/b/${slug}/opengraph-image`;
}
