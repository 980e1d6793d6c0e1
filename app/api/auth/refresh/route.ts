import { refreshApiSession } from "@/app/account/api-session";
import { endpoint, json } from "@/app/endpoint";

export const POST = endpoint(async ({ body }) => json(await refreshApiSession(await body())));
