import { planBroadcast, readPlanned } from "@/app/businesses/planned";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
}

export const GET = endpoint<Params>(async ({ viewer, params }) => json(await readPlanned(viewer, params)));

export const POST = endpoint<Params>(
  async ({ viewer, params, body }) => {
    const { post, isNew } = await planBroadcast(viewer, { ...(await fieldsOf(body)), ...params });
    return json(post, { status: isNew ? 201 : 200 });
  },
  { scope: "broadcasts" },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
