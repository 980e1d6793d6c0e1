import { addRefreshToken } from "@/db/refresh-tokens";
import { startSession } from "@/db/sessions";
import { Refusal } from "@/lib/refusal";
import { ACCESS_TOKEN_TTL_SECONDS, signAccessToken } from "@/lib/server/access-token";
import { env } from "@/lib/server/env";
import { db } from "../database";
import { type Viewer, viewerOf } from "../viewer";

/** What a program gets for signing in. */
export async function startApiSession(userId: string) {
  const { id: sessionId } = await startSession(db(), userId);
  const person = await viewerOf(sessionId);
  if (!person) throw new Refusal("unauthorized");
  return {
    accessToken: await signAccessToken({ sessionId }, env().TOKEN_SECRET),
    refreshToken: await addRefreshToken(db(), { userId, sessionId, now: new Date() }),
    expiresIn: ACCESS_TOKEN_TTL_SECONDS,
    user: publicPerson(person),
  };
}

/** Somebody as the API shows them to themselves. */
export function publicPerson({ id, name, email, isAdmin, memberships }: Viewer) {
  return {
    id,
    name,
    email,
    role: isAdmin ? "admin" : "user",
    businesses: memberships.map(({ businessId, businessSlug, businessName, role }) => ({
      id: businessId,
      slug: businessSlug,
      name: businessName,
      role,
    })),
  };
}
