import { notFound } from "next/navigation";
import type { DeskOf } from "@/components/broadcasts-desk/desk-actions";
import { receptionOf } from "@/db/reception";
import { topicsOf } from "@/db/topics";
import { db } from "../../database";
import type { Viewer } from "../../viewer";

/** What the business in the address decides of its posts; for its owners, and nothing at all for others. */
export async function deskFor(viewer: Viewer, slug: string | string[] | undefined): Promise<DeskOf> {
  const membership = viewer.memberships.find(({ businessSlug }) => businessSlug === (slug ?? businessSlug));
  if (membership?.role !== "owner") notFound();
  const { businessId, businessSlug, businessName } = membership;
  const [topics, reception] = await Promise.all([topicsOf(db(), businessId), receptionOf(db(), businessId)]);
  if (!reception) notFound();
  return {
    business: { id: businessId, slug: businessSlug, name: businessName },
    author: { id: viewer.id, name: viewer.name },
    ...{ topics, timeZone: reception.timeZone },
  };
}
