import { createHash } from "node:crypto";
import { atomOf } from "@/app/broadcasts/atom";
import { POSTS_PUBLIC_CACHE, postsOf } from "@/app/broadcasts/posts";
import { db } from "@/app/database";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { limits } from "@/app/redis";
import { wordsIn } from "@/app/words";
import { businessBySlug } from "@/db/businesses";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { callerAddress } from "@/lib/server/forwarded";

interface Params {
  business: string;
}

/** The news for programs that look every now and then, the same for all of them. */
export const GET = endpoint<Params>(answer, { isOfPrograms: true });

async function answer({ params, request }: { params: Params; request: Pick<Request, "headers"> }) {
  limits().useHere("file", callerAddress(request.headers.get("x-forwarded-for"), env().TRUST_PROXY));
  const business = await businessBySlug(db(), params.business);
  if (!business) throw new Refusal("not-found");
  const [{ posts }, t] = await Promise.all([postsOf({ businessId: business.id }), wordsIn("en", "posts")]);
  const title = t("title", { name: business.name });
  const text = atomOf({ business, posts, title, origin: env().NEXTAUTH_URL });
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const headers = {
    "content-type": "application/atom+xml; charset=utf-8",
    "cache-control": POSTS_PUBLIC_CACHE,
    etag,
  };
  const isKnown = request.headers.get("if-none-match") === etag;
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
