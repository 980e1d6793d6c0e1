import { readMessages } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { endpoint, json } from "@/app/endpoint";

interface Params {
  id: string;
}

export const GET = endpoint<Params>(async ({ viewer, params, query }) =>
  json(await readMessages(viewer, { ...query, conversationId: params.id })),
);

export const POST = endpoint<Params>(async ({ viewer, params, body }) => {
  const asked = await body();
  const fields = typeof asked === "object" ? asked : {};
  const { message, isNew } = await postMessage(viewer, { ...fields, conversationId: params.id });
  return json(message, { status: isNew ? 201 : 200 });
});
