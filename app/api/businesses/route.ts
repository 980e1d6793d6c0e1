import { readBusinesses } from "@/app/businesses/directory";
import { endpoint, json } from "@/app/endpoint";

export const GET = endpoint(async ({ viewer, query }) => json(await readBusinesses(viewer, query)));
