import { z } from "zod/mini";
import { apiTokensOf } from "@/db/api-tokens";
import {
  EXPORTED_AT_ONCE,
  nextConversation,
  nextMessages,
  type OwnConversation,
  personalOf,
} from "@/db/my-data";
import { openingsOf } from "@/db/openings";
import { signInsOf } from "@/db/sign-ins";
import { audited } from "../audited";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";

/** All that is somebody's, as pieces of one JSON text: it is read as it is sent, so it costs the same however much it is. */
export const exportData = operation({
  input: z.strictObject({}),
  limit: "my-data",
  permit: () => {},
  run: async ({ viewer }) => {
    await audited(
      viewer,
      async () => {},
      () => ({ kind: "user.exported", businessId: null, subjectId: viewer.id }),
    );
    return pieces(viewer);
  },
});

async function* pieces({ id }: Viewer): AsyncGenerator<string> {
  const [personal, signIns, tokens, openings] = await Promise.all([
    personalOf(db(), id),
    signInsOf(db(), id),
    apiTokensOf(db(), id),
    openingsOf(db(), id),
  ]);
  yield `${JSON.stringify({ ...personal, signIns, tokens, openedBy: openings }).slice(0, -1)},"conversations":[`;
  let after: string | null = null;
  for (;;) {
    const conversation = await nextConversation(db(), { userId: id, after });
    if (!conversation) break;
    yield `${after === null ? "" : ","}${JSON.stringify(conversation).slice(0, -1)},"messages":[`;
    yield* messagesIn(conversation, id);
    yield "]}";
    after = conversation.id;
  }
  yield "]}";
}

async function* messagesIn(conversation: OwnConversation, userId: string): AsyncGenerator<string> {
  let afterSeq = 0;
  for (let isFull = true; isFull; ) {
    const page = await nextMessages(db(), { userId, conversation, afterSeq });
    if (page.length > 0)
      yield `${afterSeq === 0 ? "" : ","}${page.map((message) => JSON.stringify(message)).join(",")}`;
    afterSeq = page.at(-1)?.seq ?? afterSeq;
    isFull = page.length === EXPORTED_AT_ONCE;
  }
}
