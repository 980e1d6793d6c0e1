import { readBusiness } from "@/app/businesses/directory";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

export const GET = endpoint<{ slug: string }>(async ({ viewer, params }) =>
  json(await readBusiness(viewer, params)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
