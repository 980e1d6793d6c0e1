import { readParticipants } from "@/app/conversation/conversation";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { rankParticipant } from "@/app/groups/participants";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
  userId: string;
}

export const PATCH = endpoint<Params>(async ({ viewer, params: { id: conversationId, userId }, body }) => {
  await rankParticipant(viewer, { ...(await fieldsOf(body)), conversationId, userId });
  return json(await readParticipants(viewer, { conversationId }));
});

export const { GET, HEAD, POST, PUT, DELETE, OPTIONS } = otherMethods("PATCH");
