import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { invite } from "@/app/groups/participants";
import { otherMethods } from "@/app/other-methods";

export const POST = endpoint<{ id: string }>(async ({ viewer, params: { id: conversationId }, body }) => {
  const { invitation, isNew } = await invite(viewer, { ...(await fieldsOf(body)), conversationId });
  return json(invitation, { status: isNew ? 201 : 200 });
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
