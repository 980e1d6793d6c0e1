import { addressOfPostFile } from "@/app/broadcasts/file";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { limits } from "@/app/redis";
import { env } from "@/lib/server/env";
import { callerAddress } from "@/lib/server/forwarded";

interface Params {
  business: string;
  post: string;
  id: string;
}

/** Where a file of a post can be had for some minutes; public as the post is, and gone from caches soon after it. */
export const GET = endpoint<Params>(
  async ({ params, query, request }) => {
    limits().useHere("file", callerAddress(request.headers.get("x-forwarded-for"), env().TRUST_PROXY));
    const location = await addressOfPostFile(null, { ...params, ...query });
    return new Response(null, {
      status: 302,
      headers: { location, "cache-control": "public, max-age=60, s-maxage=5" },
    });
  },
  { isOfPrograms: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
