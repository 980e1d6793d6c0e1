import { editMessage, readMessage } from "@/app/conversation/messages";
import { removeMessage } from "@/app/conversation/post";
import { previewLater } from "@/app/conversation/preview-later";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
  messageId: string;
}

export const GET = endpoint<Params>(async ({ viewer, params: { id: conversationId, messageId } }) =>
  json(await readMessage(viewer, { conversationId, messageId })),
);

export const PATCH = endpoint<Params>(async ({ viewer, params, body }) => {
  const which = { conversationId: params.id, messageId: params.messageId };
  const message = await editMessage(viewer, { ...(await fieldsOf(body)), ...which });
  previewLater(viewer, which);
  return json(message);
});

export const DELETE = endpoint<Params>(async ({ viewer, params: { id: conversationId, messageId } }) => {
  await removeMessage(viewer, { conversationId, messageId });
  return json(await readMessage(viewer, { conversationId, messageId }));
});

export const { POST, PUT, OPTIONS } = otherMethods("GET", "PATCH", "DELETE");
