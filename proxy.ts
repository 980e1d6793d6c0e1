import { type NextRequest, NextResponse } from "next/server";
import { db } from "./app/database";
import { FRAME_HEAD } from "./app/embed/frame-head";
import { originsOf } from "./db/widgets";
import { isLocale, LOCALE_COOKIE } from "./lib/locale";
import { THEMES } from "./lib/widget";

export const config = { matcher: "/embed/:path*" };

const SHOWN = /^\/embed\/([\w-]+)$/;

/** What only a head can say: who may show the frame of a widget, and what the tag on their page wants of it. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, searchParams } = request.nextUrl;
  const [, slug] = SHOWN.exec(pathname) ?? [];
  const origins = slug === undefined ? null : await originsOf(db(), slug);
  const nonce = btoa(crypto.randomUUID());
  const policy = policyOf(nonce, origins ?? []);
  const asked = new Headers(request.headers);
  const theme = THEMES.find((each) => each === searchParams.get("theme")) ?? "auto";
  asked.set(FRAME_HEAD, theme);
  // Next puts the nonce that it finds here into its own scripts.
  asked.set("content-security-policy", policy);
  const language = searchParams.get("language");
  if (isLocale(language)) {
    asked.set("accept-language", language);
    request.cookies.delete(LOCALE_COOKIE);
    asked.set("cookie", request.cookies.toString());
  }
  const response = NextResponse.next({ request: { headers: asked } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function policyOf(nonce: string, origins: string[]): string {
  const isBuilt = process.env.NODE_ENV === "production";
  return [
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isBuilt ? "" : " 'unsafe-eval'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors 'self' ${origins.join(" ")}`.trim(),
  ].join("; ");
}
