import { renewSecret } from "@/app/businesses/webhooks";
import { endpoint, json } from "@/app/endpoint";

export const POST = endpoint<{ slug: string; id: string }>(
  async ({ viewer, params }) => json(await renewSecret(viewer, params)),
  { scope: "webhooks" },
);
