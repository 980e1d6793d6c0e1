import { and, eq, isNull } from "drizzle-orm";
import { posts } from "./broadcast-parts";
import type { Db } from "./client";
import { attachments } from "./conversation-parts";
import { messages } from "./schema";

/** A file of a post that is published and not deleted; public. */
export async function fileOfPost(
  db: Db,
  { businessId, postId, id }: { businessId: string; postId: string; id: string },
) {
  const [found] = await db
    .select({
      id: attachments.id,
      conversationId: attachments.conversationId,
      name: attachments.name,
      mediaType: attachments.mediaType,
      hasThumbnail: attachments.hasThumbnail,
    })
    .from(attachments)
    .innerJoin(messages, eq(messages.id, attachments.messageId))
    .innerJoin(posts, eq(posts.id, messages.id))
    .where(
      and(
        eq(attachments.id, id),
        eq(attachments.state, "ready"),
        eq(posts.id, postId),
        eq(posts.businessId, businessId),
        isNull(messages.deletedAt),
      ),
    );
  return found ?? null;
}
