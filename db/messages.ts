import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  HISTORY_PAGE_SIZE,
  type HistoryAround,
  type HistoryHead,
  type HistoryPage,
  type HistoryWindow,
} from "../lib/protocol/history";
import { abridge, type Message } from "../lib/protocol/message";
import type { Db } from "./client";
import { messageColumns, toMessage } from "./message-row";
import { conversations, messages } from "./schema";
import { threadsOf } from "./threads";

/** A conversation, and the tenant it must belong to. */
interface Whose {
  conversationId: string;
  businessId: string;
}

/** As far as a `seq` can go: a Postgres integer. */
export const SEQ_MAX = 2 ** 31 - 1;

/**
 * The newest page and the counters, of one moment because of one statement, and the threads, which may be of a moment
 * later; `null` where there is none.
 */
export async function historyHead(
  db: Db,
  { readerId, ...whose }: Whose & { readerId: string },
): Promise<HistoryHead | null> {
  const window = await messagesBefore(db, { ...whose, beforeSeq: SEQ_MAX, limit: HISTORY_PAGE_SIZE });
  if (!window) return null;
  const { rev, seq, messages } = window;
  const branches = await threadsOf(db, { conversationId: whose.conversationId, readerId });
  return { messages: messages.map(abridge), hasMore: window.hasMore, rev, seq, ...branches };
}

/** The page before a `seq`. */
export async function historyPage(
  db: Db,
  { beforeSeq, ...whose }: Whose & { beforeSeq: number },
): Promise<HistoryPage | null> {
  const window = await messagesBefore(db, { ...whose, beforeSeq, limit: HISTORY_PAGE_SIZE });
  return window && { messages: window.messages.map(abridge), hasMore: window.hasMore };
}

/** Part of a conversation, ascending, bodies whole. `hasMore` looks the way one was going. */
interface Window extends HistoryPage {
  rev: number;
  seq: number;
}

/**
 * The last `limit` messages before `beforeSeq`. Because `seq` has no gaps a page is a range of it,
 * so the page costs the same wherever it lies.
 */
export async function messagesBefore(
  db: Db,
  { beforeSeq, limit, ...whose }: Whose & { beforeSeq: number; limit: number },
): Promise<Window | null> {
  const end = sql`least(${beforeSeq}::int - 1, ${conversations.lastSeq})`;
  const window = await messagesIn(db, whose, { first: sql`${end} - ${limit}::int + 1`, last: end });
  return window && { ...window, hasMore: (window.messages[0]?.seq ?? 1) > 1 };
}

/** Pages from the newest backwards, counted from 1: a range of `seq` as well, as it is at this moment. */
export async function messagesOfPage(
  db: Db,
  { page, limit, ...whose }: Whose & { page: number; limit: number },
): Promise<Window | null> {
  const end = sql`${conversations.lastSeq} - ${(page - 1) * limit}::int`;
  const window = await messagesIn(db, whose, { first: sql`${end} - ${limit}::int + 1`, last: end });
  return window && { ...window, hasMore: (window.messages[0]?.seq ?? 1) > 1 };
}

/** The first `limit` messages after `afterSeq`, as far as `beforeSeq`. */
export async function messagesAfter(
  db: Db,
  { afterSeq, beforeSeq, limit, ...whose }: Whose & { afterSeq: number; beforeSeq: number; limit: number },
): Promise<Window | null> {
  const first = Math.min(afterSeq + 1, SEQ_MAX);
  const last = Math.min(afterSeq + limit, beforeSeq - 1, SEQ_MAX);
  const window = await messagesIn(db, whose, { first: sql`${first}::int`, last: sql`${last}::int` });
  return window && { ...window, hasMore: last < Math.min(window.seq, beforeSeq - 1) };
}

/** Half a page on either side of a message; around what a thread began with, for what was said in one. */
export async function historyAround(
  db: Db,
  { messageId, ...whose }: Whose & { messageId: string },
): Promise<HistoryAround | null> {
  const [focus] = await db
    .select({ id: messages.id, seq: messages.seq })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        sql`${messages.id} = coalesce((select t.message_id from messages said join threads t on t.id = said.thread_id
          where said.id = ${messageId}::uuid and said.conversation_id = ${whose.conversationId}::uuid), ${messageId}::uuid)`,
        eq(messages.conversationId, whose.conversationId),
        eq(conversations.businessId, whose.businessId),
      ),
    );
  if (!focus) return null;
  const window = await windowAt(db, whose, focus.seq);
  return window && { ...window, focusId: focus.id };
}

/** Half a page on either side of a moment. Its place is found in few steps, because times go up with `seq`. */
export async function historyAt(
  db: Db,
  { at, ...whose }: Whose & { at: string },
): Promise<HistoryWindow | null> {
  const { rows } = await db.execute(sql`
    with recursive place (first, last) as (
      select 1, last_seq + 1 from conversations
      where id = ${whose.conversationId}::uuid and business_id = ${whose.businessId}::uuid
      union all
      select case when m.created_at < ${at}::timestamptz then m.seq + 1 else place.first end,
        case when m.created_at < ${at}::timestamptz then place.last else m.seq end
      from place join messages m
        on m.conversation_id = ${whose.conversationId}::uuid and m.seq = (place.first + place.last) / 2
      where place.first < place.last
    )
    select first as seq from place where first = last`);
  const place = z.object({ seq: z.int() }).safeParse(rows[0]);
  return place.success ? windowAt(db, whose, place.data.seq) : null;
}

async function windowAt(db: Db, whose: Whose, seq: number): Promise<HistoryWindow | null> {
  const half = HISTORY_PAGE_SIZE / 2;
  const range = { first: sql`${seq - half}::int`, last: sql`${seq + half - 1}::int` };
  const window = await messagesIn(db, whose, range);
  return (
    window && {
      messages: window.messages.map(abridge),
      hasMore: (window.messages[0]?.seq ?? 1) > 1,
      hasNewer: (window.messages.at(-1)?.seq ?? 0) < window.seq,
    }
  );
}

/** The page after a `seq`; `hasMore` says whether newer messages come after it. */
export async function historyAfter(
  db: Db,
  { afterSeq, ...whose }: Whose & { afterSeq: number },
): Promise<HistoryPage | null> {
  const window = await messagesAfter(db, {
    ...whose,
    afterSeq,
    beforeSeq: SEQ_MAX,
    limit: HISTORY_PAGE_SIZE,
  });
  return window && { messages: window.messages.map(abridge), hasMore: window.hasMore };
}

async function messagesIn(
  db: Db,
  { conversationId, businessId }: Whose,
  range: { first: ReturnType<typeof sql>; last: ReturnType<typeof sql> },
) {
  const rows = await db
    .select({ rev: conversations.rev, seq: conversations.lastSeq, message: messageColumns })
    .from(conversations)
    .leftJoin(
      messages,
      and(
        eq(messages.conversationId, conversations.id),
        gte(messages.seq, range.first),
        lte(messages.seq, range.last),
      ),
    )
    .where(and(eq(conversations.id, conversationId), eq(conversations.businessId, businessId)))
    .orderBy(asc(messages.seq));
  const [first] = rows;
  if (!first) return null;
  const found = rows.flatMap(({ message }) => (message ? [toMessage(message)] : []));
  return { rev: first.rev, seq: first.seq, messages: found };
}

/** One message with its whole body. */
export async function messageById(
  db: Db,
  { conversationId, businessId, messageId }: Whose & { messageId: string },
): Promise<Message | null> {
  const [row] = await db
    .select({ message: messageColumns })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        eq(messages.id, messageId),
        eq(messages.conversationId, conversationId),
        eq(conversations.businessId, businessId),
      ),
    );
  return row ? toMessage(row.message) : null;
}
