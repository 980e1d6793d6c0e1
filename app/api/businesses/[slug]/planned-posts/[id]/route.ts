import { cancelBroadcast } from "@/app/businesses/planned";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

interface Params {
  slug: string;
  id: string;
}

export const DELETE = endpoint<Params>(
  async ({ viewer, params }) => json(await cancelBroadcast(viewer, params)),
  { scope: "broadcasts" },
);

export const { GET, HEAD, POST, PUT, PATCH, OPTIONS } = otherMethods("DELETE");
