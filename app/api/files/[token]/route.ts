import { openFile } from "@/app/attachments/read";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { limits } from "@/app/redis";
import { pieceOf } from "@/lib/server/files/byte-range";
import { contentDisposition, servedType } from "@/lib/server/files/content-disposition";
import { FILE_ADDRESS_TTL_SECONDS } from "@/lib/server/files/storage";

interface Params {
  token: string;
}

/** Whatever is in a file, it is nothing that runs here: no type is guessed, and as a page it may do nothing. */
const HARMLESS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
};

export const GET = endpoint<Params>(
  async ({ viewer, params: { token }, request }) => {
    if (viewer) limits().useHere("piece", viewer.id);
    const { read, bytes, ...handed } = await openFile(null, { token });
    const piece = pieceOf(request.headers.get("range"), bytes);
    if (piece === "none")
      return new Response(null, {
        status: 416,
        headers: { "content-range": `bytes */${bytes}`, ...HARMLESS },
      });
    const { first, last } = piece === "all" ? { first: 0, last: bytes - 1 } : piece;
    return new Response(read({ first, last }), {
      status: piece === "all" ? 200 : 206,
      headers: {
        ...HARMLESS,
        "content-type": servedType(handed),
        "content-disposition": contentDisposition(handed),
        "content-length": String(last - first + 1),
        "accept-ranges": "bytes",
        "cache-control": `private, max-age=${FILE_ADDRESS_TTL_SECONDS}, immutable`,
        ...(piece !== "all" && { "content-range": `bytes ${first}-${last}/${bytes}` }),
      },
    });
  },
  { hasOwnLimit: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
