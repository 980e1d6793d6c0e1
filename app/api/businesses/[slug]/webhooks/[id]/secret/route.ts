import { renewSecret } from "@/app/businesses/webhooks";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

export const POST = endpoint<{ slug: string; id: string }>(
  async ({ viewer, params }) => json(await renewSecret(viewer, params)),
  { scope: "webhooks" },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
