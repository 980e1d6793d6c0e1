import { and, desc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import { POSTS_PAGE_SIZE } from "../lib/broadcast";
import { PUBLIC_ANSWERS_MAX } from "../lib/post-questions";
import type { Post } from "../lib/protocol/post";
import { postAnswers, postQuestions, postReactionCounts, posts } from "./broadcast-parts";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";
import { messageColumns, toMessage } from "./message-row";
import { conversations, messages } from "./schema";

/** The conversation of what a business tells everybody. */
export async function broadcastOf(db: Db, businessId: string): Promise<string> {
  const id = await openBroadcast(db, businessId);
  assert(id, "the business is there");
  return id;
}

/** The same, made for the first who asks; nothing where there is no business, or it is suspended. */
export async function openBroadcast(db: Db, businessId: string): Promise<string | undefined> {
  const found = await findBroadcast(db, businessId);
  if (found) return found;
  await db.execute(sql`
    insert into conversations (business_id, kind) select id, 'broadcast' from businesses where id = ${businessId} and suspended_at is null
    on conflict do nothing`);
  return findBroadcast(db, businessId);
}

async function findBroadcast(db: Db, businessId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        sql`kind = 'broadcast'`,
        isOpenBusiness(conversations.businessId),
      ),
    );
  return found?.id;
}

/** Whether it is what one of these businesses tells everybody. */
export async function isBroadcastOf(
  db: Db,
  { conversationId, businessIds }: { conversationId: string; businessIds: string[] },
): Promise<boolean> {
  const [found] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.id, conversationId),
        eq(conversations.kind, "broadcast"),
        inArray(conversations.businessId, businessIds),
      ),
    );
  return found !== undefined;
}

export interface PostsPage {
  /** The newest first. */
  posts: Post[];
  hasMore: boolean;
}

/** What a business told everybody, the newest first, as of `before` (a `seq`); public. */
export async function postsPage(
  db: Db,
  { businessId, before, topicId }: { businessId: string; before?: number; topicId?: string },
): Promise<PostsPage> {
  const found = await postsWhere(
    db,
    and(
      eq(conversations.businessId, businessId),
      sql`${conversations.kind} = 'broadcast'`,
      isOpenBusiness(conversations.businessId),
      isNull(messages.deletedAt),
      before === undefined ? undefined : lt(messages.seq, before),
      topicId === undefined ? undefined : eq(posts.topicId, topicId),
    ),
    POSTS_PAGE_SIZE + 1,
  );
  return { posts: found.slice(0, POSTS_PAGE_SIZE), hasMore: found.length > POSTS_PAGE_SIZE };
}

/** A post of a business that is not deleted; public. */
export async function postOf(
  db: Db,
  { businessId, id }: { businessId: string; id: string },
): Promise<Post | null> {
  const [found] = await postsWhere(
    db,
    and(eq(posts.id, id), eq(posts.businessId, businessId), isNull(messages.deletedAt)),
    1,
  );
  return found ?? null;
}

/** Those of some messages that are posts, as they are now; of deleted ones that they were there. */
export function postsAmong(db: Db, ids: string[]): Promise<Post[]> {
  return postsWhere(db, inArray(posts.id, ids), ids.length);
}

async function postsWhere(db: Db, condition: SQL | undefined, limit: number): Promise<Post[]> {
  const rows = await db
    .select({
      ...messageColumns,
      businessId: posts.businessId,
      topicId: posts.topicId,
      asksToConfirm: posts.asksToConfirm,
      counts: sql<Post["reactions"]>`array(
        select jsonb_build_object('emoji', n.emoji, 'count', n.count) from ${postReactionCounts} n
        where n.post_id = ${posts.id} and n.count > 0 order by n.created_at, n.emoji)`,
      answers: sql<Post["answers"]>`array(
        select jsonb_build_object('id', a.id, 'question', q.body, 'answer', a.body, 'createdAt',
          to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from ${postAnswers} a join ${postQuestions} q on q.id = a.question_id and q.may_publish
          join ${messages} asked on asked.id = q.id and asked.deleted_at is null
        where a.post_id = ${posts.id} order by a.created_at, a.id limit ${PUBLIC_ANSWERS_MAX})`,
    })
    .from(conversations)
    .innerJoin(messages, eq(messages.conversationId, conversations.id))
    .innerJoin(posts, eq(posts.id, messages.id))
    .where(condition)
    .orderBy(desc(messages.seq))
    .limit(limit);
  return rows.map(({ businessId, topicId, asksToConfirm, counts, answers: given, ...row }) => {
    const { id, seq, rev, senderId, senderName, body, attachments, createdAt, editedAt, deletedAt } =
      toMessage(row);
    const [reactions, answers] = deletedAt ? [[], []] : [counts, given];
    return {
      ...{ id, businessId, seq, rev, topicId, senderId, senderName, body, attachments, reactions, answers },
      ...{ asksToConfirm, createdAt, editedAt, deletedAt },
    };
  });
}
