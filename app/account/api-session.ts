import { z } from "zod/mini";
import { addRefreshToken, exchangeRefreshToken } from "@/db/refresh-tokens";
import { startSession, type Whence } from "@/db/sessions";
import { Refusal } from "@/lib/refusal";
import { ACCESS_TOKEN_TTL_SECONDS, signAccessToken } from "@/lib/server/access-token";
import { env } from "@/lib/server/env";
import { db } from "../database";
import { parse } from "../operation";
import { noticeReusedToken, noticeSignIn } from "../sign-ins/notice";
import { type Viewer, viewerOf } from "../viewer";
import { signOut } from "./leaving";

const REFRESH_TOKEN_LENGTH_MAX = 200;
const NOWHERE: Whence = { device: null, network: null };
export const refresh = z.strictObject({
  refreshToken: z.string().check(z.maxLength(REFRESH_TOKEN_LENGTH_MAX)),
});

/** What a program gets for signing in. */
export async function startApiSession(userId: string, from?: Whence) {
  const { id: sessionId } = await startSession(db(), userId, from);
  await noticeSignIn(userId, sessionId);
  const person = await viewerOf(sessionId);
  if (!person) throw new Refusal("unauthorized");
  const refreshToken = await addRefreshToken(db(), { userId, sessionId, now: new Date() });
  return { ...(await tokensOf(sessionId, refreshToken)), user: publicPerson(person) };
}

/**
 * The next tokens for a refresh token, which is used up by that. One that was used up before ends its sign-in, for
 * whoever has it now.
 */
export async function refreshApiSession(asked: unknown, now = new Date(), from: Whence = NOWHERE) {
  const { refreshToken } = parse(refresh, asked);
  const exchanged = await exchangeRefreshToken(db(), refreshToken, now);
  if (exchanged?.is === "stolen") {
    await signOut(exchanged.sessionId);
    await noticeReusedToken(exchanged.userId, from);
  }
  if (exchanged?.is !== "next") throw new Refusal("unauthorized");
  return tokensOf(exchanged.sessionId, exchanged.token);
}

async function tokensOf(sessionId: string, refreshToken: string) {
  const accessToken = await signAccessToken({ sessionId }, env().TOKEN_SECRET);
  return { accessToken, refreshToken, expiresIn: ACCESS_TOKEN_TTL_SECONDS };
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
