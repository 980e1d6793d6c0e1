import { removeWebhook, updateWebhook } from "@/app/businesses/webhooks";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
  id: string;
}

export const PATCH = endpoint<Params>(
  async ({ viewer, params, body }) =>
    json(await updateWebhook(viewer, { ...(await fieldsOf(body)), ...params })),
  { scope: "webhooks" },
);

export const DELETE = endpoint<Params>(
  async ({ viewer, params }) => json(await removeWebhook(viewer, params)),
  { scope: "webhooks" },
);

export const { GET, HEAD, POST, PUT, OPTIONS } = otherMethods("PATCH", "DELETE");
