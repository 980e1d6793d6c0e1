import { and, eq, lte, sql } from "drizzle-orm";
import { audit } from "./audit";
import { posts } from "./broadcast-parts";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";
import { memberships, users } from "./schema";

export function postsDue(db: Db, { now, limit }: { now: Date; limit: number }): Promise<{ id: string }[]> {
  return db
    .select({ id: posts.id })
    .from(posts)
    .where(and(sql`${posts.state} = 'planned'`, lte(posts.publishAt, now), isOpenBusiness(posts.businessId)))
    .orderBy(posts.publishAt)
    .limit(limit);
}

export interface DuePost {
  businessId: string;
  id: string;
  body: string;
  attachmentIds: string[];
  /** Who wrote it, where they are still an owner of the business. */
  author: { userId: string; name: string } | null;
}

/**
 * Publishes what is due, which nobody else touches meanwhile, and keeps what became of it: `publish` answers why it could
 * not be, and what it throws leaves it as it was. Null where another process has it in hand, or it is not due any more.
 */
export async function settlePost(
  db: Db,
  { id, now }: { id: string; now: Date },
  publish: (due: DuePost) => Promise<string | null>,
): Promise<{ failure: string | null } | null> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .select({
        ...{ id: posts.id, businessId: posts.businessId, body: posts.body },
        ...{ attachmentIds: posts.attachmentIds, userId: memberships.userId, name: users.name },
      })
      .from(posts)
      .leftJoin(
        memberships,
        and(
          eq(memberships.businessId, posts.businessId),
          eq(memberships.userId, posts.authorId),
          eq(memberships.role, "owner"),
        ),
      )
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(posts.id, id), eq(posts.state, "planned"), lte(posts.publishAt, now)))
      .for("update", { of: posts, skipLocked: true });
    if (!due) return null;
    const { userId, name, ...post } = due;
    const failure = await publish({ ...post, author: userId && name ? { userId, name } : null });
    await tx
      .update(posts)
      .set(
        failure === null
          ? { state: "published", publishAt: now }
          : { state: "draft", publishAt: null, failure },
      )
      .where(eq(posts.id, id));
    if (failure === null && userId && name)
      await audit(tx, {
        ...{ actorId: userId, actorName: name, actorRole: "owner", kind: "post.published" },
        ...{ businessId: post.businessId, subjectId: id },
      });
    return { failure };
  });
}
