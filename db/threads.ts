import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import { HISTORY_PAGE_SIZE, type HistoryPage } from "../lib/protocol/history";
import { abridge, type Message } from "../lib/protocol/message";
import { THREADS_PER_CONVERSATION_MAX, type Thread, type ThreadRead } from "../lib/protocol/thread";
import type { Db } from "./client";
import { threadReads, threads } from "./conversation-parts";
import { messageColumns, toMessage } from "./message-row";
import { conversations, messages } from "./schema";

/** All threads of a conversation, the one with the latest message first, and how far a reader has read them. */
export async function threadsOf(
  db: Db,
  { conversationId, readerId }: { conversationId: string; readerId: string },
): Promise<{ threads: Thread[]; threadReads: ThreadRead[] }> {
  const { id, messageId, title, replies, lastAt } = threads;
  const rows = await db
    .select({ id, messageId, title, replies, lastAt, read: threadReads.read })
    .from(threads)
    .leftJoin(
      threadReads,
      and(
        eq(threadReads.conversationId, conversationId),
        eq(threadReads.threadId, threads.id),
        eq(threadReads.userId, readerId),
      ),
    )
    .where(eq(threads.conversationId, conversationId))
    .orderBy(desc(threads.lastAt), desc(threads.id))
    .limit(THREADS_PER_CONVERSATION_MAX);
  return {
    threads: rows.map(({ read: _, ...row }) => ({ ...row, lastAt: row.lastAt.toISOString() })),
    threadReads: rows.flatMap(({ id: threadId, read }) => (read === null ? [] : [{ threadId, read }])),
  };
}

/** The messages that the threads of a conversation, or one of them, grow from, bodies whole. */
export async function threadRoots(
  db: Db,
  {
    conversationId,
    businessId,
    threadId,
  }: { conversationId: string; businessId: string; threadId?: string | undefined },
): Promise<Message[]> {
  const rows = await db
    .select(messageColumns)
    .from(threads)
    .innerJoin(conversations, eq(conversations.id, threads.conversationId))
    .innerJoin(messages, eq(messages.id, threads.messageId))
    .where(
      and(
        eq(threads.conversationId, conversationId),
        eq(conversations.businessId, businessId),
        threadId === undefined ? undefined : eq(threads.id, threadId),
      ),
    )
    .orderBy(desc(threads.lastAt), desc(threads.id))
    .limit(THREADS_PER_CONVERSATION_MAX);
  return rows.map(toMessage);
}

/** The page of a thread before a place in it, ascending; nothing where there is no such thread. */
export async function threadPage(
  db: Db,
  {
    conversationId,
    businessId,
    threadId,
    beforeThreadSeq,
    limit = HISTORY_PAGE_SIZE,
  }: {
    conversationId: string;
    businessId: string;
    threadId: string;
    beforeThreadSeq: number;
    limit?: number;
  },
): Promise<HistoryPage | null> {
  const rows = await db
    .select({ message: messageColumns })
    .from(threads)
    .innerJoin(conversations, eq(conversations.id, threads.conversationId))
    .leftJoin(
      messages,
      and(
        eq(messages.threadId, threads.id),
        lt(messages.threadSeq, beforeThreadSeq),
        sql`${messages.threadSeq} >= least(${beforeThreadSeq}::int, ${threads.replies} + 1) - ${limit}::int`,
      ),
    )
    .where(
      and(
        eq(threads.id, threadId),
        eq(threads.conversationId, conversationId),
        eq(conversations.businessId, businessId),
      ),
    )
    .orderBy(asc(messages.threadSeq));
  if (rows.length === 0) return null;
  const found = rows.flatMap(({ message }) => (message ? [abridge(toMessage(message))] : []));
  return { messages: found, hasMore: (found[0]?.threadSeq ?? 1) > 1 };
}
