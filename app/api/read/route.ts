import { endpoint, json } from "@/app/endpoint";
import { readThrough } from "@/app/inbox/reading";
import { otherMethods } from "@/app/other-methods";

/** A route and no action, because only a request that outlives its page keeps what was marked right before it closed. */
export const POST = endpoint(async ({ viewer, body }) => json(await readThrough(viewer, await body())), {
  hasOwnLimit: true,
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
