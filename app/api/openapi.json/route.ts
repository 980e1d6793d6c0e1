import { endpoint } from "@/app/endpoint";
import { openApiDocument } from "@/app/openapi/document";
import { otherMethods } from "@/app/other-methods";

const KEPT_SECONDS = 300;

/** The API, described for programs; the same to all who ask. */
export const GET = endpoint(
  async () =>
    Response.json(openApiDocument(), { headers: { "cache-control": `public, max-age=${KEPT_SECONDS}` } }),
  { isOfPrograms: true },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
