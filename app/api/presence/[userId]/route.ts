import { endpoint, json } from "@/app/endpoint";
import { readPresence } from "@/app/presence/presence";

export const GET = endpoint<{ userId: string }>(async ({ viewer, params }) =>
  json(await readPresence(viewer, params)),
);
