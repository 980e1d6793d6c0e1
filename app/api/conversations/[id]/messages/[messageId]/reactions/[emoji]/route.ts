import { reactToMessage } from "@/app/conversation/messages";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
  messageId: string;
  emoji: string;
}

export const PUT = endpoint<Params>(async ({ viewer, params: { id: conversationId, ...rest } }) =>
  json(await reactToMessage(viewer, { conversationId, ...rest, on: true })),
);

export const DELETE = endpoint<Params>(async ({ viewer, params: { id: conversationId, ...rest } }) =>
  json(await reactToMessage(viewer, { conversationId, ...rest, on: false })),
);

export const { GET, HEAD, POST, PATCH, OPTIONS } = otherMethods("PUT", "DELETE");
