import { notFound, redirect } from "next/navigation";
import { z } from "zod/mini";
import { slugOfSuspended } from "@/db/businesses";
import { accessTo } from "@/db/conversations";
import { Refusal } from "@/lib/refusal";
import { db } from "./database";
import type { Viewer } from "./viewer";

const LOOKED_AT_EVERY_MS = 10 * 60_000;

/** When it is looked again at what waits because its business is suspended. */
export function onceMoreAt(now: Date): Date {
  return new Date(now.getTime() + LOOKED_AT_EVERY_MS);
}

/** To those who have access to what is a suspended business's; to all others it is not there. */
export function refuseClosed({ isClosed }: { isClosed: boolean }): void {
  if (isClosed) throw new Refusal("closed", { message: "This business is not available at present." });
}

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
