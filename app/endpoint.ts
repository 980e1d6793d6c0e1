import type { NextRequest } from "next/server";
import { grantOfApiToken } from "@/db/api-tokens";
import { API_TOKEN_PREFIX, type ApiScope } from "@/lib/api-token";
import { Refusal, unseenIn } from "@/lib/refusal";
import { verifyAccessToken } from "@/lib/server/access-token";
import { env } from "@/lib/server/env";
import { textWithin } from "@/lib/text-within";
import { caller } from "./caller";
import { db } from "./database";
import { toRefusal } from "./failure";
import { limits } from "./redis";
import { clientAddress, siteOrigin } from "./request";
import { type Viewer, viewerOf } from "./viewer";

export const BODY_BYTES_MAX = 64 * 1024;
const BODY_WITHIN_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;

interface Call<Params> {
  viewer: Viewer | null;
  params: Params;
  /** The query of the address; of a name given twice, the last. */
  query: Record<string, string>;
  /** For what is no JSON: its head, and a body that whoever takes it must set limits to. */
  request: Pick<NextRequest, "headers" | "body">;
  /** Throws `too-long` past BODY_BYTES_MAX, `bad-command` for what is no JSON or did not come in time. */
  body: () => Promise<unknown>;
}

interface Caller {
  viewer: Viewer | null;
  /** What a personal token is for; nothing of whoever signed in, who may do all that is theirs. */
  scopes?: ApiScope[];
}

interface Terms {
  /** What is asked for counts by a policy of its own and not as a request to the API. */
  hasOwnLimit?: boolean;
  /** It knows nobody, and says itself who may ask, how often. */
  isOfPrograms?: boolean;
  /** What a personal token must be for; unless it is said, `read` to get something, else `write`. */
  scope?: ApiScope;
}

/** The one wrapper of every route of the REST API: who asks, how often, what for, and every error in one form. */
export function endpoint<Params>(
  answer: (call: Call<Params>) => Promise<Response>,
  { hasOwnLimit = false, isOfPrograms = false, scope }: Terms = {},
) {
  return async (request: NextRequest, { params }: { params: Promise<Params> }): Promise<Response> => {
    let who: string | undefined;
    try {
      const { viewer, scopes } = isOfPrograms ? { viewer: null } : await callerOf(request);
      who = viewer?.id;
      if (!isOfPrograms && !(viewer && hasOwnLimit))
        await limits().use("api", viewer?.id ?? (await clientAddress()));
      if (scopes) expectScope(scopes, scope ?? (request.method === "GET" ? "read" : "write"));
      const query = Object.fromEntries(request.nextUrl.searchParams);
      const body = () => readJson(request);
      return await answer({ viewer, params: await params, query, request, body });
    } catch (error) {
      return refused(await toRefusal(`${request.method} ${request.nextUrl.pathname}`, error, who));
    }
  };
}

/** No answer is anyone else's to see, and no cache's to keep. */
export function json(value: unknown, { status = 200 }: { status?: number } = {}): Response {
  return Response.json(value, { status, headers: { "cache-control": "private, no-store" } });
}

function refused(refusal: Refusal): Response {
  const { code, message, status, isRetryable } = refusal;
  const response = json({ error: { code, message, unseen: unseenIn(refusal) } }, { status });
  if (isRetryable) response.headers.set("retry-after", String(RETRY_AFTER_SECONDS));
  return response;
}

/** A token that was sent decides alone; the cookie counts only where no other site can have sent it along. */
async function callerOf(request: NextRequest): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return bearerOf(authorization);
  const isOurs = request.method === "GET" || (request.method === "POST" && (await isOwnPage(request)));
  return { viewer: isOurs ? await caller() : null };
}

/** Behind a proxy that is not trusted to say so, only NEXTAUTH_URL knows that people come by https. */
async function isOwnPage(request: NextRequest): Promise<boolean> {
  const origins: (string | null)[] = [await siteOrigin(), new URL(env().NEXTAUTH_URL).origin];
  return origins.includes(request.headers.get("origin"));
}

async function bearerOf(authorization: string): Promise<Caller> {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new Refusal("unauthorized");
  const grant = await grantOf(token);
  const bearer = grant && (await viewerOf(grant.sessionId));
  if (!bearer) throw new Refusal("unauthorized");
  return { viewer: bearer, ...(grant.scopes && { scopes: grant.scopes }) };
}

/** The sign-in behind a token: of a program that signed in, or a personal one that somebody made for it. */
async function grantOf(token: string): Promise<{ sessionId: string; scopes?: ApiScope[] } | null> {
  return token.startsWith(API_TOKEN_PREFIX)
    ? grantOfApiToken(db(), token)
    : verifyAccessToken(token, env().TOKEN_SECRET);
}

function expectScope(scopes: ApiScope[], needed: ApiScope): void {
  if (!scopes.includes(needed))
    throw new Refusal("forbidden", { message: `This token lacks the scope "${needed}".` });
}

async function readJson(request: NextRequest): Promise<unknown> {
  const text = await textWithin(request.body, { bytes: BODY_BYTES_MAX, ms: BODY_WITHIN_MS });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal("bad-command", { cause });
  }
}
