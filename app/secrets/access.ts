import type { Access } from "@/db/conversations";
import type { Permission } from "@/lib/permissions";
import { Refusal } from "@/lib/refusal";
import { conversationAccessFor } from "../conversation/access";
import type { Viewer } from "../viewer";

/** Access to a conversation of two sides: in a group a secret would be for everybody and nobody. */
export function directAccessFor(permission: Permission) {
  const accessFor = conversationAccessFor(permission);
  return async (viewer: Viewer, input: { conversationId: string }): Promise<Access> => {
    const access = await accessFor(viewer, input);
    if (access.kind !== "direct") throw new Refusal("forbidden");
    return access;
  };
}
