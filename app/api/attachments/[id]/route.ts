import { addressOfFile } from "@/app/attachments/read";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { limits } from "@/app/redis";
import { FILE_ADDRESS_TTL_SECONDS } from "@/lib/server/files/storage";

interface Params {
  id: string;
}

/** An answer that a browser kept must still lead somewhere. */
const KEPT_SECONDS = FILE_ADDRESS_TTL_SECONDS / 2;

export const GET = endpoint<Params>(
  async ({ viewer, params, query }) => {
    if (viewer) limits().useHere("file", viewer.id);
    const location = await addressOfFile(viewer, { ...query, id: params.id });
    return new Response(null, {
      status: 302,
      headers: {
        location,
        "cache-control": `private, max-age=${KEPT_SECONDS}`,
        // What one person was shown is not for the next who signs in on the same device.
        vary: "cookie, authorization",
      },
    });
  },
  { hasOwnLimit: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
