import type { Access } from "@/db/conversations";
import { hosts } from "@/lib/group";
import { Refusal } from "@/lib/refusal";
import { conversationAccess } from "../conversation/access";
import type { Viewer } from "../viewer";

/** Access to a group; `not-found` for what is none. */
export async function groupAccess(viewer: Viewer, asked: { conversationId: string }): Promise<Access> {
  const access = await conversationAccess(viewer, asked);
  if (access.kind !== "group") throw new Refusal("not-found");
  return access;
}

/** Access for those who say who is in it; `forbidden` for its other members. */
export async function hostAccess(viewer: Viewer, asked: { conversationId: string }): Promise<Access> {
  const access = await groupAccess(viewer, asked);
  if (!hosts(access.role, access.rank)) throw new Refusal("forbidden");
  return access;
}
