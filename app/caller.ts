import { headers } from "next/headers";
import { env } from "@/lib/server/env";
import { frameViewer } from "./embed/frame-session";
import { siteOrigin } from "./request";
import { type Viewer, viewer } from "./viewer";

/** Who asks by an action or the REST API: in the frame of a widget whoever is known there, else whoever is signed in. */
export async function caller(): Promise<Viewer | null> {
  return (await isAskedInFrame()) ? frameViewer() : viewer();
}

/**
 * Only our own pages are named by their path: other sites are told, and tell, no more than an origin. It chooses among
 * what one browser knows of itself, and opens nothing.
 */
async function isAskedInFrame(): Promise<boolean> {
  const from = (await headers()).get("referer");
  if (from === null || !URL.canParse(from)) return false;
  const { origin, pathname } = new URL(from);
  if (!pathname.startsWith("/embed/")) return false;
  return origin === new URL(env().NEXTAUTH_URL).origin || origin === (await siteOrigin());
}
