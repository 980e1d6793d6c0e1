import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  CONFIRMATIONS_COUNTED_MAX,
  CONFIRMED_PAGE_SIZE,
  type ConfirmationCounts,
  type ConfirmedCursor,
  type ConfirmedPage,
  type OwnConfirmation,
} from "../lib/confirmation";
import { postConfirmations as confirmations, posts } from "./broadcast-parts";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";
import { messages, users } from "./schema";

interface Mine {
  postId: string;
  userId: string;
}

/** A post of a business. */
interface Which {
  businessId: string;
  id: string;
}

/** Whether the post said something else when it was confirmed. */
const isOutdated = sql<boolean>`exists (
  select from message_revisions x where x.message_id = ${confirmations.postId} and x.rev > ${confirmations.rev})`;

/**
 * Somebody confirms that they read a post as it was at `rev`; asked twice it is done once, and what was confirmed later
 * stays. Nothing where there is no such post, not any more, or it does not ask for it, nor while its business is suspended.
 */
export async function confirmPost(
  db: Db,
  { postId, userId, rev, isNamed }: Mine & { rev: number; isNamed: boolean },
): Promise<OwnConfirmation | null> {
  await db.execute(sql`
    insert into post_confirmations as c (post_id, user_id, rev, is_named)
    select p.id, ${userId}::uuid, least(${rev}::int, m.rev), ${isNamed}::boolean
    from posts p join messages m on m.id = p.id and m.deleted_at is null
    where p.id = ${postId} and p.asks_to_confirm and ${isOpenBusiness(sql`p.business_id`)}
    on conflict (post_id, user_id) do update set
      rev = greatest(c.rev, excluded.rev), is_named = excluded.is_named,
      created_at = case when excluded.rev > c.rev then excluded.created_at else c.created_at end`);
  return (await ownConfirmations(db, { userId, postIds: [postId] }))[postId] ?? null;
}

/** Whether the business is told their name. Nothing where they confirmed nothing, or it is suspended. */
export async function nameConfirmation(
  db: Db,
  { postId, userId, isNamed }: Mine & { isNamed: boolean },
): Promise<OwnConfirmation | null> {
  const ofOpen = sql`exists (select from posts p where p.id = ${postId} and ${isOpenBusiness(sql`p.business_id`)})`;
  await db
    .update(confirmations)
    .set({ isNamed })
    .where(and(isMine({ postId, userId }), ofOpen));
  return (await ownConfirmations(db, { userId, postIds: [postId] }))[postId] ?? null;
}

/** As if they had never confirmed it, also of a post that is not there any more. */
export async function takeBackConfirmation(db: Db, mine: Mine): Promise<void> {
  await db.delete(confirmations).where(isMine(mine));
}

/** What somebody confirmed of some posts that are there, for themselves to see. */
export async function ownConfirmations(
  db: Db,
  { userId, postIds }: { userId: string; postIds: string[] },
): Promise<Record<string, OwnConfirmation>> {
  const rows = await db
    .select({
      ...{ postId: confirmations.postId, isNamed: confirmations.isNamed, rev: confirmations.rev },
      ...{ confirmedAt: confirmations.createdAt, editedAt: messages.editedAt, isOutdated },
    })
    .from(confirmations)
    .innerJoin(messages, and(eq(messages.id, confirmations.postId), isNull(messages.deletedAt)))
    .where(
      and(
        eq(confirmations.userId, userId),
        inArray(confirmations.postId, postIds),
        isOpenBusiness(messages.businessId),
      ),
    );
  return Object.fromEntries(
    rows.map(({ postId, isNamed, rev, confirmedAt, editedAt, isOutdated: isOld }) => [
      postId,
      {
        ...{ confirmedAt: confirmedAt.toISOString(), isNamed, rev },
        editedAt: isOld ? null : (editedAt?.toISOString() ?? null),
      },
    ]),
  );
}

/** How many confirmed a post; past `max` no further is counted. */
export async function countConfirmations(
  db: Db,
  { businessId, id, max = CONFIRMATIONS_COUNTED_MAX }: Which & { max?: number },
): Promise<ConfirmationCounts> {
  const { rows } = await db.execute<Omit<ConfirmationCounts, "isMore">>(sql`
    with changed as (select coalesce(max(rev), 0) as rev from message_revisions where message_id = ${id}),
    those as (
      select c.user_id, c.is_named, c.rev >= changed.rev as is_of_now
      from post_confirmations c, changed
      where c.post_id = (select id from posts where id = ${id} and business_id = ${businessId})
      limit ${max + 1})
    select (count(*) filter (where is_of_now))::int as now, (count(*) filter (where not is_of_now))::int as before,
      (count(r.user_id) filter (where is_of_now))::int as "ofReaders", (count(*) filter (where is_named))::int as named
    from those left join readers r on r.business_id = ${businessId} and r.user_id = those.user_id`);
  const { now = 0, before = 0, ofReaders = 0, named = 0 } = rows[0] ?? {};
  return { now, before, ofReaders, named, isMore: now + before > max };
}

/** Those who confirmed a post and agreed to be named, and nobody else; the newest first, as of `before`. */
export async function confirmedPage(
  db: Db,
  { businessId, id, before }: Which & { before?: ConfirmedCursor },
): Promise<ConfirmedPage> {
  const rows = await db
    .select({
      ...{ id: confirmations.id, name: users.name, confirmedAt: confirmations.createdAt, isOutdated },
    })
    .from(confirmations)
    .innerJoin(posts, and(eq(posts.id, confirmations.postId), eq(posts.businessId, businessId)))
    .innerJoin(users, eq(users.id, confirmations.userId))
    .where(
      and(
        eq(confirmations.postId, id),
        sql`${confirmations.isNamed}`,
        before &&
          sql`(${confirmations.createdAt}, ${confirmations.id}) < (${before.confirmedAt}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(sql`${confirmations.createdAt} desc, ${confirmations.id} desc`)
    .limit(CONFIRMED_PAGE_SIZE + 1);
  return {
    confirmed: rows.slice(0, CONFIRMED_PAGE_SIZE).map(({ isOutdated: isOld, confirmedAt, ...row }) => ({
      ...{ ...row, confirmedAt: confirmedAt.toISOString(), isOfNow: !isOld },
    })),
    hasMore: rows.length > CONFIRMED_PAGE_SIZE,
  };
}

function isMine({ postId, userId }: Mine) {
  return and(eq(confirmations.postId, postId), eq(confirmations.userId, userId));
}
