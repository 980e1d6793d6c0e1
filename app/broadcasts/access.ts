import { isBroadcastOf } from "@/db/posts";
import { Refusal } from "@/lib/refusal";
import { conversationAccessFor } from "../conversation/access";
import { db } from "../database";
import { type Membership, membershipIn, type Viewer } from "../viewer";

/** For those who write what a business tells everybody: its owners. Throws `not-found` for all others. */
export function writerAccess(viewer: Viewer, { businessId }: { businessId: string }): Membership {
  const membership = membershipIn(viewer, businessId);
  if (membership?.role !== "owner") throw new Refusal("not-found");
  return membership;
}

/** Whether it is the broadcast of a business they own, which is no conversation that anybody opens. */
export async function writesPostsIn(viewer: Viewer, conversationId: string): Promise<boolean> {
  const owned = viewer.memberships.filter(({ role }) => role === "owner");
  const businessIds = owned.map(({ businessId }) => businessId);
  return businessIds.length > 0 && isBroadcastOf(db(), { conversationId, businessIds });
}

/** Files come into conversations that they may write in, and into the posts of owners. */
export async function uploadAccess(viewer: Viewer, input: { conversationId: string }): Promise<void> {
  if (!(await writesPostsIn(viewer, input.conversationId)))
    await conversationAccessFor("message:send")(viewer, input);
}
