import { endpoint, json } from "@/app/endpoint";
import { saveDraft } from "@/app/inbox/drafts";
import { otherMethods } from "@/app/other-methods";

/** A route and no action, because only a request that outlives its page saves what was written right before it closed. */
export const POST = endpoint(async ({ viewer, body }) => json(await saveDraft(viewer, await body())), {
  hasOwnLimit: true,
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
