import { readParticipants } from "@/app/conversation/conversation";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { addParticipant, removeParticipant } from "@/app/groups/participants";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
}

export const GET = endpoint<Params>(async ({ viewer, params: { id: conversationId } }) =>
  json(await readParticipants(viewer, { conversationId })),
);

export const POST = endpoint<Params>(async ({ viewer, params: { id: conversationId }, body }) => {
  await addParticipant(viewer, { ...(await fieldsOf(body)), conversationId });
  return json(await readParticipants(viewer, { conversationId }));
});

export const DELETE = endpoint<Params>(async ({ viewer, params: { id: conversationId }, query }) =>
  json(await removeParticipant(viewer, { ...query, conversationId })),
);

export const { PUT, PATCH, OPTIONS } = otherMethods("GET", "POST", "DELETE");
