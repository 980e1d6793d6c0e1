import { Refusal } from "@/lib/refusal";
import { type Membership, membershipIn, type Viewer } from "../viewer";

/** Throws `not-found` for whoever is no member, the same as for a business that does not exist. */
export function memberAccess(viewer: Viewer, { businessId }: { businessId: string }): Membership {
  const membership = membershipIn(viewer, businessId);
  if (!membership) throw new Refusal("not-found");
  return membership;
}

/** For whoever decides how a business works; `forbidden` for its other members. */
export function ownerAccess(viewer: Viewer, asked: { businessId: string }): Membership {
  const membership = memberAccess(viewer, asked);
  if (membership.role !== "owner") throw new Refusal("forbidden");
  return membership;
}

/** For whoever decides how a business works; to its other members there is nothing either. */
export function ownersOnly(viewer: Viewer, { businessId }: { businessId: string }): Membership {
  const membership = memberAccess(viewer, { businessId });
  if (membership.role !== "owner") throw new Refusal("not-found");
  return membership;
}
