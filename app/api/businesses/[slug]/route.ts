import { readBusiness } from "@/app/businesses/directory";
import { endpoint, json } from "@/app/endpoint";

export const GET = endpoint<{ slug: string }>(async ({ viewer, params }) =>
  json(await readBusiness(viewer, params)),
);
