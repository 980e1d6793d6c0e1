import type { NextRequest } from "next/server";
import { grantOfApiToken } from "@/db/api-tokens";
import { API_TOKEN_PREFIX, type ApiScope } from "@/lib/api-token";
import { Refusal } from "@/lib/refusal";
import { verifyAccessToken } from "@/lib/server/access-token";
import { env } from "@/lib/server/env";
import { caller } from "./caller";
import { db } from "./database";
import { limits } from "./redis";
import { clientAddress, siteOrigin } from "./request";
import { type Viewer, viewerOf } from "./viewer";

/** Who asks the API for something. */
export interface Caller {
  viewer: Viewer | null;
  /** What a personal token is for; nothing of whoever signed in, who may do all that is theirs. */
  scopes?: ApiScope[];
}

/** A token that was sent decides alone; the cookie counts only where no other site can have sent it along. */
export async function callerOf(request: NextRequest): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization === null) return { viewer: (await isOwnPage(request)) ? await caller() : null };
  const bearer = await bearerOf(authorization);
  if (bearer) return bearer;
  // Nobody is known who could be counted.
  await limits().use("api:unknown", await clientAddress());
  throw new Refusal("unauthorized");
}

/** Behind a proxy that is not trusted to say so, only NEXTAUTH_URL knows that people come by https. */
async function isOwnPage(request: NextRequest): Promise<boolean> {
  const origin = request.headers.get("origin");
  // To get something from its own site a browser names none.
  if (origin === null) return isReading(request);
  return [await siteOrigin(), new URL(env().NEXTAUTH_URL).origin].includes(origin);
}

export function isReading({ method }: { method: string }): boolean {
  return method === "GET" || method === "HEAD";
}

async function bearerOf(authorization: string): Promise<Caller | null> {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  const grant = token === undefined ? null : await grantOf(token);
  const bearer = grant && (await viewerOf(grant.sessionId));
  return bearer && { viewer: bearer, ...(grant.scopes && { scopes: grant.scopes }) };
}

/** The sign-in behind a token: of a program that signed in, or a personal one that somebody made for it. */
async function grantOf(token: string): Promise<{ sessionId: string; scopes?: ApiScope[] } | null> {
  if (token.startsWith(API_TOKEN_PREFIX)) return grantOfApiToken(db(), token);
  return verifyAccessToken(token, env().TOKEN_SECRET).catch((refusal: unknown) => {
    if (refusal instanceof Refusal) return null;
    throw refusal;
  });
}
