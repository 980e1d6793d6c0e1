import { startApiSession } from "@/app/account/api-session";
import { signInWithPassword } from "@/app/account/password";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { clientAddress, whence } from "@/app/request";

export const POST = endpoint(async ({ body }) => {
  const { id } = await signInWithPassword(await body(), await clientAddress());
  return json(await startApiSession(id, await whence()));
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
