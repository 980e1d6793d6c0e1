import { notFound, redirect } from "next/navigation";
import { z } from "zod/mini";
import { slugOfSuspended } from "@/db/businesses";
import { accessTo } from "@/db/conversations";
import { db } from "../database";
import type { Viewer } from "../viewer";

/**
 * Whoever has access to a conversation, and does not see it because its business is suspended, is led to where that is said;
 * for all others nothing is there.
 */
export async function toClosedOrNowhere(viewer: Viewer, conversationId: string): Promise<never> {
  if (!z.uuid().safeParse(conversationId).success) notFound();
  const access = await accessTo(db(), { conversationId, userId: viewer.id });
  const slug = access?.isClosed ? await slugOfSuspended(db(), access.businessId) : null;
  return slug === null ? notFound() : redirect(`/not-available/${slug}`);
}
