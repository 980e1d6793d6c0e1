import { readConversations } from "@/app/conversation/list";
import { start } from "@/app/conversation/start";
import { endpoint, json } from "@/app/endpoint";
import { fieldsOf } from "@/app/fields";
import { startGroup } from "@/app/groups/start";
import { otherMethods } from "@/app/other-methods";

export const GET = endpoint(async ({ viewer, query }) => json(await readConversations(viewer, query)));

/** What has a title is a group. */
export const POST = endpoint(async ({ viewer, body }) => {
  const asked = await fieldsOf(body);
  if ("title" in asked) {
    const { conversationId: id, isNew, ...rest } = await startGroup(viewer, { locale: "en", ...asked });
    return json({ id, ...rest }, { status: isNew ? 201 : 200 });
  } else {
    const { id, isNew } = await start(viewer, asked);
    return json({ id }, { status: isNew ? 201 : 200 });
  }
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
