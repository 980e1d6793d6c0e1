import { z } from "zod/mini";
import { type Access, accessTo } from "@/db/conversations";
import { may, type Permission } from "@/lib/permissions";
import type { Ticket } from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import { refuseClosed } from "../suspended";
import type { Viewer } from "../viewer";

/** In lower case, because the rooms tell `A…` from `a…` and Postgres does not. */
export const uuid = z.uuid().check(z.toLowerCase());

/**
 * Throws `not-found` for strangers, the same as for what does not exist, and `closed` for all others while the business is
 * suspended.
 */
export async function conversationAccess(
  viewer: Viewer,
  { conversationId }: { conversationId: string },
): Promise<Access> {
  const access = await accessTo(db(), { conversationId, userId: viewer.id });
  const isElsewhere = viewer.confinedTo !== null && viewer.confinedTo !== access?.businessId;
  if (!access || isElsewhere) throw new Refusal("not-found");
  refuseClosed(access);
  return access;
}

/** Access for those whose role may do it; `forbidden` for the others in the conversation. */
export function conversationAccessFor(permission: Permission) {
  return async (viewer: Viewer, input: { conversationId: string }): Promise<Access> => {
    const access = await conversationAccess(viewer, input);
    if (!may(access.role, permission)) throw new Refusal("forbidden");
    return access;
  };
}

/** What the room of a conversation is shown of somebody who has access to it. */
export function roomTicket(
  viewer: Viewer,
  conversationId: string,
  { role }: Access,
): Ticket & { party: "main" } {
  const { id: userId, name, sessionId: session, showsPresence } = viewer;
  return { party: "main", room: conversationId, userId, name, role, session, isHidden: !showsPresence };
}
