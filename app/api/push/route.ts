import { otherMethods } from "@/app/other-methods";
import { endpoint, json } from "../../endpoint";
import { subscribe } from "../../notifications/subscribe";

/** Asked by the service worker, which has no page's actions. */
export const POST = endpoint(async ({ viewer, body }) => json(await subscribe(viewer, await body())));

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
