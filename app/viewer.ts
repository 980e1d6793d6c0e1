import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { personById } from "@/db/users";
import { sameOriginPath } from "@/lib/same-origin-path";
import { authOptions } from "./auth-options";
import { db } from "./database";

/** Who is looking, and what they are a member of right now. */
export interface Viewer {
  id: string;
  name: string;
  email: string | null;
  isGuest: boolean;
  isAdmin: boolean;
  memberships: Membership[];
}

export interface Membership {
  businessId: string;
  businessSlug: string;
  businessName: string;
  role: "agent" | "owner";
}

/** The session says only who; everything else is read anew, so what was taken away is gone at once. */
export const viewer = cache(async (): Promise<Viewer | null> => {
  // Nobody looks during a build, which has no settings either.
  await connection();
  const session = await getServerSession(authOptions());
  return session && viewerOf(session.user.id);
});

/** For pages: leads to the sign-in page, and from there back to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  const found = await viewer();
  return found ?? redirect(`/sign-in?next=${encodeURIComponent(sameOriginPath(path))}`);
}

/** `null` for somebody who no longer exists. */
export async function viewerOf(userId: string): Promise<Viewer | null> {
  const person = await personById(db(), userId);
  if (!person) return null;
  const { role, ...rest } = person;
  return { ...rest, isGuest: rest.email === null, isAdmin: role === "admin" };
}

export function membershipIn(viewer: Viewer, businessId: string): Membership | null {
  return viewer.memberships.find((membership) => membership.businessId === businessId) ?? null;
}
