import { preflight } from "@/app/cors";
import { otherMethods } from "@/app/other-methods";

/** Preflights of all routes are led here by next.config.mjs, so that none of them has to answer its own. */
export function OPTIONS(request: Request): Response {
  return preflight(request.headers.get("origin"));
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = otherMethods("OPTIONS");
