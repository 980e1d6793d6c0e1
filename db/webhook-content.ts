import { and, eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { messageById } from "./messages";
import { postsAmong } from "./posts";
import { conversations, IS_LISTED, users } from "./schema";
import type { ClaimedDelivery } from "./webhook-deliveries";
import { tags } from "./work-parts";

/**
 * What a webhook is told, as it is now; `null` where it is gone, or was never for anybody outside. Of secrets and
 * deleted messages it says what the conversation shows: that they are there. Notes are in conversations of their own, of
 * which nothing is ever told.
 */
export async function webhookContent(
  db: Db,
  { businessId, conversationId, messageId }: Omit<ClaimedDelivery, "secrets">,
): Promise<object | null> {
  if (conversationId === null) return {};
  if (messageId !== null) {
    const [post] = await postsAmong(db, [messageId]);
    if (post?.businessId === businessId) return { post };
  }
  const conversation = await conversationFor(db, { businessId, conversationId });
  if (!conversation) return null;
  if (messageId === null) return { conversation };
  const message = await messageById(db, { businessId, conversationId, messageId });
  return message && { message };
}

/** A conversation as programs of its business are told of it. */
export async function conversationFor(
  db: Db,
  { businessId, conversationId }: { businessId: string; conversationId: string },
) {
  const { id, kind, title, channel, status, snoozedUntil, assigneeId, priority, workRev, createdAt } =
    conversations;
  const [row] = await db
    .select({
      ...{ id, businessId: conversations.businessId, kind, title, channel, status, snoozedUntil },
      customer: { id: users.id, name: users.name },
      ...{ assigneeId, priority, workRev, createdAt },
      tags: sql<{ id: string; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', ${tags.id}, 'name', ${tags.name}) order by ${tags.name})
        from ${tags} where ${tags.id} = any (${conversations.tags})), '[]')`,
    })
    .from(conversations)
    .leftJoin(users, eq(users.id, conversations.customerId))
    .where(and(eq(id, conversationId), eq(conversations.businessId, businessId), sql.raw(IS_LISTED)));
  return row ?? null;
}
