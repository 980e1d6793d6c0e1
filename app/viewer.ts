import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { z } from "zod/mini";
import { personOfSession } from "@/db/users";
import { sameOriginPath } from "@/lib/same-origin-path";
import { authOptions } from "./auth-options";
import { db } from "./database";

/** Who is looking, and what they are a member of right now. */
export interface Viewer {
  id: string;
  /** The sign-in by which they look. */
  sessionId: string;
  name: string;
  email: string | null;
  isGuest: boolean;
  /** Of a business, which comes by the API alone. */
  isBot: boolean;
  isAdmin: boolean;
  /** Whether others are told that they are there. */
  showsPresence: boolean;
  /** The one business whose chat they see in a widget, and nothing else; nothing for all others. */
  confinedTo: string | null;
  memberships: Membership[];
  /** Of what else they are members, while it is suspended: so that they are told, and for nothing else. */
  closedTo: Pick<Membership, "businessSlug" | "businessName">[];
}

export interface Membership {
  businessId: string;
  businessSlug: string;
  businessName: string;
  role: "agent" | "owner";
}

/** The cookie says only which sign-in; everything else is read anew, so what was taken away is gone at once. */
export const viewer = cache(async (): Promise<Viewer | null> => {
  // Nobody looks during a build, which has no settings either.
  await connection();
  const session = await getServerSession(authOptions());
  return session && viewerOf(session.id);
});

/** For pages: leads to the sign-in page, and from there back to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  const found = await viewer();
  return found ?? redirect(`/sign-in?next=${encodeURIComponent(sameOriginPath(path))}`);
}

/** `null` for a sign-in that has ended, or was none. */
export async function viewerOf(sessionId: string): Promise<Viewer | null> {
  if (!z.uuid().safeParse(sessionId).success) return null;
  const person = await personOfSession(db(), sessionId);
  if (!person) return null;
  const { role, ...rest } = person;
  const isBot = role === "bot";
  return { ...rest, sessionId, isGuest: rest.email === null && !isBot, isBot, isAdmin: role === "admin" };
}

export function membershipIn(viewer: Viewer, businessId: string): Membership | null {
  return viewer.memberships.find((membership) => membership.businessId === businessId) ?? null;
}
