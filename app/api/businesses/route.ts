import { readBusinesses } from "@/app/businesses/directory";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

export const GET = endpoint(async ({ viewer, query }) => json(await readBusinesses(viewer, query)));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
