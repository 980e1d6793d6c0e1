import { changeConversation, dismissConversation, readConversation } from "@/app/conversation/conversation";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
}

export const GET = endpoint<Params>(async ({ viewer, params: { id: conversationId } }) =>
  json(await readConversation(viewer, { conversationId })),
);

export const PUT = endpoint<Params>(async ({ viewer, params: { id: conversationId }, body }) =>
  json(await changeConversation(viewer, { ...(await fieldsOf(body)), conversationId })),
);

export const DELETE = endpoint<Params>(async ({ viewer, params: { id: conversationId } }) =>
  json(await dismissConversation(viewer, { conversationId })),
);

export const { POST, PATCH, OPTIONS } = otherMethods("GET", "PUT", "DELETE");
