import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { EMOJI_PER_POST_MAX } from "../lib/broadcast";
import { postReactionCounts as counts, posts, postReactions as reactions } from "./broadcast-parts";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";
import { messages } from "./schema";

interface Wish {
  postId: string;
  userId: string;
  emoji: string;
  on: boolean;
}

/**
 * Puts somebody's emoji under a post, or takes it away; asked twice it is done once. `full` where as many different
 * ones as may stand there already; `gone` where there is no such post, not any more, or its business is suspended.
 */
export async function setPostReaction(
  db: Db,
  { on, ...mine }: Wish,
): Promise<{ is: "changed"; broadcastId: string } | { is: "same" | "full" | "gone" }> {
  const { postId, userId, emoji } = mine;
  const isMine = and(eq(reactions.postId, postId), eq(reactions.userId, userId), eq(reactions.emoji, emoji));
  const isCount = and(eq(counts.postId, postId), eq(counts.emoji, emoji));
  return db.transaction(async (tx) => {
    const [post] = await tx
      .select({ broadcastId: messages.conversationId })
      .from(posts)
      .innerJoin(messages, eq(messages.id, posts.id))
      .where(and(eq(posts.id, postId), isNull(messages.deletedAt), isOpenBusiness(posts.businessId)))
      .for("no key update", { of: posts });
    if (!post) return { is: "gone" };
    const changed = { is: "changed", ...post } as const;
    if (!on) {
      const gone = await tx.delete(reactions).where(isMine).returning({ emoji: reactions.emoji });
      if (gone.length === 0) return { is: "same" };
      await tx
        .update(counts)
        .set({ count: sql`${counts.count} - 1` })
        .where(isCount);
      return changed;
    }
    const there = await tx
      .select({ emoji: counts.emoji })
      .from(counts)
      .where(and(eq(counts.postId, postId), gt(counts.count, 0)));
    if (there.length >= EMOJI_PER_POST_MAX && !there.some((each) => each.emoji === emoji))
      return { is: "full" };
    const put = await tx
      .insert(reactions)
      .values(mine)
      .onConflictDoNothing()
      .returning({ emoji: reactions.emoji });
    if (put.length === 0) return { is: "same" };
    await tx
      .insert(counts)
      .values({ postId, emoji, count: 1 })
      .onConflictDoUpdate({
        target: [counts.postId, counts.emoji],
        set: { count: sql`${counts.count} + 1` },
      });
    return changed;
  });
}

/** Which emoji somebody put under some posts, for themselves to see. */
export async function ownReactions(
  db: Db,
  { userId, postIds }: { userId: string; postIds: string[] },
): Promise<Record<string, string[]>> {
  const rows = await db
    .select({ postId: reactions.postId, emoji: reactions.emoji })
    .from(reactions)
    .where(and(eq(reactions.userId, userId), inArray(reactions.postId, postIds)));
  const own: Record<string, string[]> = {};
  for (const { postId, emoji } of rows) own[postId] = [...(own[postId] ?? []), emoji];
  return own;
}
