import { v5 as uuidOf } from "uuid";
import { settleCall } from "@/db/bot-calls";
import type { Access } from "@/db/conversations";
import { messageById } from "@/db/messages";
import { Refusal } from "@/lib/refusal";
import { sendMessage } from "@/lib/server/rooms";
import { roomTicket } from "../conversation/access";
import { db } from "../database";
import { roomsOfSite } from "../rooms";
import type { Viewer } from "../viewer";

/** Of a message there is one answer: a second one has the id of the first, and brings that back. */
const answerIdOf = (messageId: string) => uuidOf("answered by a bot", messageId);

export async function isAnswered(asked: {
  businessId: string;
  conversationId: string;
  messageId: string;
}): Promise<boolean> {
  return (await messageById(db(), { ...asked, messageId: answerIdOf(asked.messageId) })) !== null;
}

interface Said {
  conversationId: string;
  inReplyTo: string;
  id?: string | undefined;
  body: string;
  attachmentIds?: string[] | undefined;
}

/** What a bot says to what its customer said, where that was said: `stale` once anybody has said more there. */
export async function answer(viewer: Viewer, said: Said, grant: Access) {
  const { conversationId, inReplyTo: answers, body } = said;
  if (said.id !== undefined || said.attachmentIds) throw new Refusal("bad-command");
  const { businessId } = grant;
  const asked = await messageById(db(), { businessId, conversationId, messageId: answers });
  if (!asked) throw new Refusal("not-found");
  const { seq: basedOnSeq, threadId } = asked;
  // What it answers is the site's word, for which there is no sign-in.
  const { session: _, ...ticket } = roomTicket(viewer, conversationId, grant);
  const sent = await sendMessage(roomsOfSite(), ticket, {
    ...{ type: "message:send", id: answerIdOf(answers), body, basedOnSeq, answers },
    ...(threadId && { threadId }),
  });
  await settleCall(db(), { conversationId, messageId: answers });
  return sent;
}
