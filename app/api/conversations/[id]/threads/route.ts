import { createThread, readThreads } from "@/app/conversation/threads";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { otherMethods } from "@/app/other-methods";

interface Params {
  id: string;
}

export const GET = endpoint<Params>(async ({ viewer, params: { id: conversationId } }) =>
  json(await readThreads(viewer, { conversationId })),
);

export const POST = endpoint<Params>(async ({ viewer, params: { id: conversationId }, body }) => {
  const { thread, isNew } = await createThread(viewer, { ...(await fieldsOf(body)), conversationId });
  return json(thread, { status: isNew ? 201 : 200 });
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
