import { deleteBroadcast, editBroadcast, readBroadcast } from "@/app/businesses/broadcasts";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
  id: string;
}

export const GET = endpoint<Params>(async ({ viewer, params }) => json(await readBroadcast(viewer, params)));

export const PATCH = endpoint<Params>(
  async ({ viewer, params, body }) =>
    json(await editBroadcast(viewer, { ...(await fieldsOf(body)), ...params })),
  { scope: "broadcasts" },
);

export const DELETE = endpoint<Params>(
  async ({ viewer, params }) => json(await deleteBroadcast(viewer, params)),
  { scope: "broadcasts" },
);

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
