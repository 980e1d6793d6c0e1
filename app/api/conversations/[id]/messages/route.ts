import { readMessages } from "@/app/conversation/messages";
import { postMessage } from "@/app/conversation/post";
import { previewLater } from "@/app/conversation/preview-later";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
}

export const GET = endpoint<Params>(async ({ viewer, params, query }) =>
  json(await readMessages(viewer, { ...query, conversationId: params.id })),
);

export const POST = endpoint<Params>(async ({ viewer, params: { id: conversationId }, body }) => {
  const { message, isNew } = await postMessage(viewer, { ...(await fieldsOf(body)), conversationId });
  previewLater(viewer, { conversationId, messageId: message.id });
  return json(message, { status: isNew ? 201 : 200 });
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
