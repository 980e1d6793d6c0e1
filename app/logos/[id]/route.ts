import { openLogo } from "@/app/businesses/logo";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { limits } from "@/app/redis";
import { env } from "@/lib/server/env";
import { callerAddress } from "@/lib/server/forwarded";

interface Params {
  id: string;
}

/** The logo of a business, for whoever asks, on other sites as well; by one address there is always the same picture. */
export const GET = endpoint<Params>(
  async ({ params, request }) => {
    limits().useHere("file", callerAddress(request.headers.get("x-forwarded-for"), env().TRUST_PROXY));
    const picture = await openLogo(null, params);
    return new Response(new Uint8Array(picture), {
      headers: {
        "content-type": "image/webp",
        "content-length": String(picture.length),
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "public, max-age=31536000, immutable",
      },
    });
  },
  { isOfPrograms: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
