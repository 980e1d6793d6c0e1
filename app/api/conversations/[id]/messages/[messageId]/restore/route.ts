import { readMessage } from "@/app/conversation/messages";
import { restoreMessage } from "@/app/conversation/post";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
  messageId: string;
}

export const POST = endpoint<Params>(async ({ viewer, params: { id: conversationId, messageId } }) => {
  await restoreMessage(viewer, { conversationId, messageId });
  return json(await readMessage(viewer, { conversationId, messageId }));
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
