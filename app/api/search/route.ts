import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { search } from "@/app/search/search";

export const GET = endpoint(async ({ viewer, query }) => json(await search(viewer, query)));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
