import { handConversationOver } from "@/app/bots/handover";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

export const POST = endpoint<{ id: string }>(async ({ viewer, params }) =>
  json(await handConversationOver(viewer, { conversationId: params.id })),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
