import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import { readPresence } from "@/app/presence/presence";

export const GET = endpoint<{ userId: string }>(async ({ viewer, params }) =>
  json(await readPresence(viewer, params)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
