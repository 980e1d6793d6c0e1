import { publicPerson } from "@/app/account/api-session";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { Refusal } from "@/lib/refusal";

export const GET = endpoint(async ({ viewer }) => {
  if (!viewer) throw new Refusal("unauthorized");
  return json(publicPerson(viewer));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
