import { tellTyping } from "@/app/conversation/signs";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

export const POST = endpoint<{ id: string }>(async ({ viewer, params: { id: conversationId }, body }) =>
  json(await tellTyping(viewer, { ...(await fieldsOf(body)), conversationId })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
