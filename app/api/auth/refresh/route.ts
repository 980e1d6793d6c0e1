import { refreshApiSession } from "@/app/account/api-session";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

export const POST = endpoint(async ({ body }) => json(await refreshApiSession(await body())));

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
