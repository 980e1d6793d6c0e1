import { refreshApiSession } from "@/app/account/api-session";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { whence } from "@/app/request";

export const POST = endpoint(async ({ body }) =>
  json(await refreshApiSession(await body(), new Date(), await whence())),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
