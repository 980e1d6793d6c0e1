import { startApiSession } from "@/app/account/api-session";
import { registerPerson, registration } from "@/app/account/register";
import { endpoint, json } from "@/app/endpoint";
import { parse } from "@/app/operation";
import { otherMethods } from "@/app/other-methods";
import { clientAddress, whence } from "@/app/request";

export const POST = endpoint(async ({ viewer, body }) => {
  const { id } = await registerPerson(viewer, parse(registration, await body()), await clientAddress());
  return json(await startApiSession(id, await whence()), { status: 201 });
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
