import { type NextRequest, NextResponse } from "next/server";
import { db } from "./app/database";
import { FRAME_HEAD } from "./app/embed/frame-head";
import { NONCE_HEAD } from "./app/nonce-head";
import { idOfRequest, roomsOriginFor, siteOriginFor } from "./app/request";
import { originsOf } from "./db/widgets";
import { isLocale, LOCALE_COOKIE } from "./lib/locale";
import { refusals } from "./lib/refusal";
import { refusalMessages } from "./lib/refusal-message";
import { pagePolicy } from "./lib/server/content-policy";
import { env } from "./lib/server/env";
import { THEMES } from "./lib/widget";

/**
 * Every page. Not what programs ask (`next.config.mjs` has their headers), which may also bring more than is kept here; but
 * for addresses that may be none. What stands in `examples/` is a page of somebody else's.
 */
export const config = {
  matcher: [
    "/((?!api/|_next/static/|emoji/|examples/|health$|healthz$|logos/[^/%]+$|plain/[^/]+/messages$|b/[^/]+/news/[^/]+/files/).*)",
    "/api/:path(.*%.*)",
  ],
};

/** There is no such page. */
const NOWHERE = "/nothing";

const FRAME = "/embed/";
const SHOWN = /^\/embed\/([\w-]+)$/;
const NONCE_BYTES = 16;

/** What only a head can say: what a page may run and speak to, and who may show the frame of a widget. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  if (request.nextUrl.pathname.startsWith("/api/")) return answerPrograms(request);
  const { pathname } = request.nextUrl;
  const isFrame = pathname.startsWith(FRAME);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString("base64");
  const policy = pagePolicy({
    nonce,
    rooms: roomsOriginFor(request.headers),
    storage: env().S3_ENDPOINT,
    ancestors: isFrame ? await ancestorsOf(request) : [],
    isSecure: siteOriginFor(request.headers).startsWith("https:"),
    isBuilt: process.env.NODE_ENV === "production",
  });
  const asked = isFrame ? askedByFrame(request) : new Headers(request.headers);
  // What a tag on another's page wants is asked of the frame alone.
  if (!isFrame) asked.delete(FRAME_HEAD);
  // Next puts the nonce that it finds here into its own scripts.
  asked.set("content-security-policy", policy);
  asked.set(NONCE_HEAD, nonce);
  const as = { request: { headers: asked } };
  // The framework would fail over an address that cannot be decoded.
  const response = isLegible(pathname)
    ? NextResponse.next(as)
    : NextResponse.rewrite(new URL(NOWHERE, request.url), as);
  response.headers.set("content-security-policy", policy);
  return response;
}

function answerPrograms({ nextUrl, headers }: NextRequest): NextResponse {
  if (isLegible(nextUrl.pathname)) return NextResponse.next();
  const requestId = idOfRequest(headers);
  const code = "bad-command";
  return NextResponse.json(
    { error: { code, message: refusalMessages[code], requestId } },
    {
      status: refusals[code].status,
      headers: { "cache-control": "private, no-store", "x-request-id": requestId },
    },
  );
}

function isLegible(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

async function ancestorsOf({ nextUrl }: NextRequest): Promise<string[]> {
  const [, slug] = SHOWN.exec(nextUrl.pathname) ?? [];
  return (slug === undefined ? null : await originsOf(db(), slug)) ?? [];
}

/** With the language and the theme that the tag on their page names. */
function askedByFrame(request: NextRequest): Headers {
  const { searchParams } = request.nextUrl;
  const asked = new Headers(request.headers);
  const theme = THEMES.find((each) => each === searchParams.get("theme")) ?? "auto";
  asked.set(FRAME_HEAD, theme);
  const language = searchParams.get("language");
  if (isLocale(language)) {
    asked.set("accept-language", language);
    request.cookies.delete(LOCALE_COOKIE);
    asked.set("cookie", request.cookies.toString());
  }
  return asked;
}
