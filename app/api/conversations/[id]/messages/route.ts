import { after } from "next/server";
import { readMessages } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { makePreview } from "@/app/conversation/preview";
import { endpoint, json } from "@/app/endpoint";
import { toRefusal } from "@/app/failure";

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
  // Nobody waits for somebody else's page; without its preview nothing is missing.
  after(() =>
    makePreview(viewer, { conversationId: params.id, messageId: message.id }).catch((error: unknown) =>
      toRefusal("a preview for the API", error, viewer?.id),
    ),
  );
  return json(message, { status: isNew ? 201 : 200 });
});
