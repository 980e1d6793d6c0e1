import { publishBroadcast, readBroadcasts } from "@/app/businesses/broadcasts";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
}

const statuses = { published: 201, planned: 202, repeated: 200 };

export const GET = endpoint<Params>(async ({ viewer, params, query }) =>
  json(await readBroadcasts(viewer, { ...query, ...params })),
);

export const POST = endpoint<Params>(
  async ({ viewer, params, body }) => {
    const { is, id, post } = await publishBroadcast(viewer, { ...(await fieldsOf(body)), ...params });
    return json(post ?? { id }, { status: statuses[is] });
  },
  { scope: "broadcasts" },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
