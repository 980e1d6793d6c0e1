import { endpoint, json } from "@/app/endpoint";
import { search } from "@/app/search/search";

export const GET = endpoint(async ({ viewer, query }) => json(await search(viewer, query)));
