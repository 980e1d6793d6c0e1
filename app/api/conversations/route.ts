import { start } from "@/app/conversation/start";
import { endpoint, json } from "@/app/endpoint";

export const POST = endpoint(async ({ viewer, body }) => {
  const { id, isNew } = await start(viewer, await body());
  return json({ id }, { status: isNew ? 201 : 200 });
});
