import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "./client";
import { conversations, messages } from "./schema";

export const BROADCASTS_SHOWN = 3;
const BODY_LENGTH_SHOWN = 400;

/** What a business last told everybody, the newest first; public. Longer texts are cut. */
export async function latestBroadcasts(db: Db, businessId: string) {
  return db
    .select({
      id: messages.id,
      body: sql<string>`left(${messages.body}, ${BODY_LENGTH_SHOWN})`,
      senderId: messages.senderId,
      senderName: messages.senderName,
      createdAt: messages.createdAt,
    })
    .from(conversations)
    .innerJoin(
      messages,
      and(
        eq(messages.conversationId, conversations.id),
        gt(messages.seq, sql`${conversations.lastSeq} - ${BROADCASTS_SHOWN}::int`),
      ),
    )
    .where(
      and(
        eq(conversations.businessId, businessId),
        sql`${conversations.kind} = 'broadcast'`,
        eq(messages.kind, "text"),
        isNull(messages.deletedAt),
      ),
    )
    .orderBy(desc(messages.seq));
}
