import { createWebhook, readWebhooks } from "@/app/businesses/webhooks";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
}

export const GET = endpoint<Params>(async ({ viewer, params }) => json(await readWebhooks(viewer, params)));

export const POST = endpoint<Params>(
  async ({ viewer, params, body }) => {
    const { isNew, ...made } = await createWebhook(viewer, { ...(await fieldsOf(body)), ...params });
    return json(made, { status: isNew ? 201 : 200 });
  },
  { scope: "webhooks" },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
