import { businessById } from "@/db/businesses";
import { accessTo } from "@/db/conversations";
import { draftAt } from "@/db/drafts";
import { messagesBefore, SEQ_MAX } from "@/db/messages";
import { snapshotOf } from "@/db/snapshot";
import { threadsOf } from "@/db/threads";
import { notificationSettingsOf } from "@/db/users";
import { blockAt } from "@/lib/block";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import type { Thread } from "@/lib/protocol/thread";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { regionalLocale } from "../regional-locale";
import type { Viewer } from "../viewer";

export type PlainThread = NonNullable<Awaited<ReturnType<typeof plainThreadOf>>>;

/**
 * A page of a conversation for its customer, with all that a page without scripts shows of it; `null` for everybody
 * else, and where there is none. `before` is the place of a message.
 */
export async function plainThreadOf(viewer: Viewer, conversationId: string, before: number | undefined) {
  if (!uuid.safeParse(conversationId).success) return null;
  const whose = { conversationId, userId: viewer.id };
  const access = await accessTo(db(), whose);
  if (access?.role !== "customer" || access.isClosed) return null;
  const { businessId, kind, title } = access;
  const page = { conversationId, businessId, beforeSeq: before ?? SEQ_MAX, limit: HISTORY_PAGE_SIZE };
  const [window, snapshot, business, { threads }, draft, reader] = await Promise.all([
    messagesBefore(db(), page),
    snapshotOf(db(), conversationId),
    businessById(db(), businessId),
    threadsOf(db(), { conversationId, readerId: viewer.id }),
    draftAt(db(), { ...whose, mode: "reply" }),
    notificationSettingsOf(db(), viewer.id),
  ]);
  if (!window || !snapshot || !business) return null;
  const { participants, receipts, blocks } = snapshot;
  const nowMs = Date.now();
  return {
    ...{ access, business, participants, receipts, hasOlder: window.hasMore, lastSeq: window.seq },
    messages: inOneLine(window.messages, threads),
    name: kind === "group" ? title : business.name,
    isGroup: kind === "group",
    self: { userId: viewer.id, name: viewer.name, role: access.role },
    readSeq: receipts.find(({ userId }) => userId === viewer.id)?.read ?? 0,
    block: blockAt(blocks.find(({ userId }) => userId === viewer.id)?.block ?? null, nowMs),
    draft: draft.body,
    /** By whose clock it is written, and whether that is only the business's. */
    reader: { nowMs, locale: await regionalLocale(), timeZone: reader.timeZone ?? business.timeZone },
    isClockOfBusiness: reader.timeZone === null,
  };
}

/** What was said in a thread stands in its place among all, as an answer to what the thread grows from. */
function inOneLine(messages: Message[], threads: Thread[]): Message[] {
  const roots = new Map(threads.map(({ id, messageId }) => [id, messageId]));
  return messages.map((message) => {
    const { threadId, replyTo } = message;
    if (threadId === null) return message;
    return { ...message, threadId: null, replyTo: replyTo ?? roots.get(threadId) ?? null };
  });
}
