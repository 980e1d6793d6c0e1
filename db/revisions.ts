import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { WHOLE_BODY_LENGTH_MAX } from "../lib/protocol/message";
import { REVISIONS_SHOWN_MAX, type Revisions } from "../lib/protocol/revision";
import type { Db } from "./client";
import { messageRevisions } from "./conversation-parts";
import { conversations, messages, users } from "./schema";

/** What a message said before; `null` where there is no such message, or none any more. */
export async function revisionsOf(
  db: Db,
  {
    conversationId,
    businessId,
    messageId,
  }: { conversationId: string; businessId: string; messageId: string },
): Promise<Revisions | null> {
  const rows = await db
    .select({
      changedAt: messageRevisions.createdAt,
      body: sql<string>`left(${messageRevisions.body}, ${WHOLE_BODY_LENGTH_MAX})`,
      isCut: sql<boolean>`length(${messageRevisions.body}) > ${WHOLE_BODY_LENGTH_MAX}`,
      changedBy: users.name,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .leftJoin(messageRevisions, eq(messageRevisions.messageId, messages.id))
    .leftJoin(users, eq(users.id, messageRevisions.editedBy))
    .where(
      and(
        eq(messages.id, messageId),
        eq(messages.conversationId, conversationId),
        eq(conversations.businessId, businessId),
        isNull(messages.deletedAt),
      ),
    )
    .orderBy(desc(messageRevisions.rev))
    .limit(REVISIONS_SHOWN_MAX + 1);
  if (rows.length === 0) return null;
  // A message that was never changed is there, with nothing beside it.
  const revisions = rows.flatMap(({ changedAt, ...row }) =>
    changedAt ? [{ ...row, changedAt: changedAt.toISOString() }] : [],
  );
  return {
    revisions: revisions.slice(0, REVISIONS_SHOWN_MAX),
    hasMore: revisions.length > REVISIONS_SHOWN_MAX,
  };
}
