import { postMessage } from "@/app/conversation/post";
import { previewLater } from "@/app/conversation/preview-later";
import { readThreadMessages } from "@/app/conversation/threads";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
  threadId: string;
}

export const GET = endpoint<Params>(async ({ viewer, params: { id: conversationId, threadId }, query }) =>
  json(await readThreadMessages(viewer, { ...query, conversationId, threadId })),
);

export const POST = endpoint<Params>(async ({ viewer, params: { id: conversationId, threadId }, body }) => {
  const asked = { ...(await fieldsOf(body)), conversationId, threadId };
  const { message, isNew } = await postMessage(viewer, asked);
  previewLater(viewer, { conversationId, messageId: message.id });
  return json(message, { status: isNew ? 201 : 200 });
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
