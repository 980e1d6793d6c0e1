import { follow, readFollowing, unfollow } from "@/app/businesses/following";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
}

export const GET = endpoint<Params>(async ({ viewer, params }) => json(await readFollowing(viewer, params)));

export const PUT = endpoint<Params>(async ({ viewer, params, body }) =>
  json(await follow(viewer, { ...(await fieldsOf(body)), ...params })),
);

export const DELETE = endpoint<Params>(async ({ viewer, params }) => json(await unfollow(viewer, params)));

export const { POST, PATCH, OPTIONS } = otherMethods("GET", "PUT", "DELETE");
