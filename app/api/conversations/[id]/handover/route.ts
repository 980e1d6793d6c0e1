import { handConversationOver } from "@/app/bots/handover";
import { endpoint, json } from "@/app/endpoint";

export const POST = endpoint<{ id: string }>(async ({ viewer, params }) =>
  json(await handConversationOver(viewer, { conversationId: params.id })),
);
