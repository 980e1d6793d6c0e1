import { and, asc, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { MAIL_MESSAGES_MAX } from "../lib/notification";
import type { Message } from "../lib/protocol/message";
import type { Db } from "./client";
import { notified } from "./job-parts";
import { messageColumns, toMessage } from "./message-row";
import { businesses, conversations, messages, receipts, users } from "./schema";

interface Place {
  userId: string;
  conversationId: string;
}

/** What somebody who may read a conversation has neither read of it nor been mailed of, and where. */
export async function digestFor(
  db: Db,
  { userId, conversationId }: Place,
  { isStaff }: { isStaff: boolean },
) {
  const isTheirs = (table: typeof receipts | typeof notified) =>
    and(eq(table.conversationId, conversations.id), eq(table.userId, userId));
  const [place] = await db
    .select({
      ...{ kind: conversations.kind, title: conversations.title, status: conversations.status },
      ...{ lastSeq: conversations.lastSeq, lastSenderRole: conversations.lastSenderRole },
      businessName: businesses.name,
      knownSeq: sql<number>`greatest(${receipts.readSeq}, ${notified.mailedSeq}, 0)`,
      ...{ email: users.email, isMailed: users.isMailed, locale: users.locale },
    })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .innerJoin(users, eq(users.id, userId))
    .leftJoin(receipts, isTheirs(receipts))
    .leftJoin(notified, isTheirs(notified))
    .where(eq(conversations.id, conversationId));
  if (!place?.email || !place.isMailed) return null;
  // A customer whom a colleague has answered waits for nobody.
  if (isStaff && (place.status !== "open" || place.lastSenderRole !== "customer")) return null;
  const rows = await db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        ...[eq(messages.conversationId, conversationId), gt(messages.seq, place.knownSeq)],
        ...[ne(messages.kind, "system"), isNull(messages.deletedAt)],
        or(isNull(messages.senderId), ne(messages.senderId, userId)),
        isStaff ? eq(messages.senderRole, "customer") : undefined,
      ),
    )
    .orderBy(asc(messages.seq))
    .limit(MAIL_MESSAGES_MAX + 1);
  if (rows.length === 0) return null;
  const told: Message[] = rows.slice(0, MAIL_MESSAGES_MAX).map(toMessage);
  return { ...place, email: place.email, messages: told, hasMore: rows.length > MAIL_MESSAGES_MAX };
}
export type Digest = NonNullable<Awaited<ReturnType<typeof digestFor>>>;

/** They were mailed of everything up to this message. */
export async function keepMailed(
  db: Db,
  { userId, conversationId, seq }: Place & { seq: number },
): Promise<void> {
  await db
    .insert(notified)
    .values({ userId, conversationId, mailedSeq: seq })
    .onConflictDoUpdate({
      target: [notified.userId, notified.conversationId],
      set: { mailedSeq: sql`greatest(${notified.mailedSeq}, excluded.mailed_seq)` },
    });
}
