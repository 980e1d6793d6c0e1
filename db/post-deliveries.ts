import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { tellingWays } from "../lib/broadcast";
import { READERS_ASKED_AT_ONCE_MAX, TELLING_LEASE_MS } from "../lib/following";
import { RESTORE_WITHIN_MS } from "../lib/ledger";
import { postDeliveries as deliveries, posts, readers } from "./broadcast-parts";
import type { Db } from "./client";
import { clockOfUser } from "./clock-of-user";
import { businesses, messages, users } from "./schema";

/**
 * Has a published post told to the next of its readers, in the order of their ids, and keeps how far this came; both or
 * neither, by whichever process. Whether there is more to ask for.
 */
export async function askForNext(db: Db, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [post] = await tx
      .select({
        ...{ id: posts.id, businessId: posts.businessId, authorId: posts.authorId },
        ...{ topicId: posts.topicId, askedUpTo: posts.askedUpTo },
      })
      .from(posts)
      .where(sql`state = 'published' and not is_silent and asked_at is null`)
      .orderBy(asc(posts.publishAt))
      .limit(1)
      .for("no key update", { skipLocked: true });
    if (!post) return false;
    const next = await tx
      .select({ userId: readers.userId })
      .from(readers)
      .where(
        and(
          eq(readers.businessId, post.businessId),
          post.askedUpTo === null ? undefined : sql`${readers.userId} > ${post.askedUpTo}`,
        ),
      )
      .orderBy(asc(readers.userId))
      .limit(READERS_ASKED_AT_ONCE_MAX);
    const last = next.at(-1);
    if (last) {
      await tx.execute(sql`
        insert into post_deliveries (post_id, user_id, way, run_at)
        select ${post.id}::uuid, r.user_id, ways.way, ${now.toISOString()}::timestamptz
        from readers r cross join (values ('mail'), ('push')) ways (way)
        where r.business_id = ${post.businessId}::uuid and r.user_id <= ${last.userId}::uuid
          and (${post.askedUpTo}::uuid is null or r.user_id > ${post.askedUpTo}::uuid)
          and r.user_id is distinct from ${post.authorId}::uuid
          and (${post.topicId}::uuid is null or r.topic_ids is null or ${post.topicId}::uuid = any (r.topic_ids))
          and case ways.way when 'mail' then r.mail_confirmed_at is not null
            else r.is_pushed and exists (select from push_subscriptions s where s.user_id = r.user_id) end
        on conflict do nothing`);
    }
    const isLast = next.length < READERS_ASKED_AT_ONCE_MAX;
    await tx
      .update(posts)
      .set({ ...(last && { askedUpTo: last.userId }), ...(isLast && { askedAt: now }) })
      .where(eq(posts.id, post.id));
    return true;
  });
}

/** What somebody is to be told of, by which way. */
const telling = z.object({ postId: z.uuid(), userId: z.uuid(), way: z.enum(tellingWays), tries: z.int() });
export type Telling = z.infer<typeof telling>;

function isOne({ postId, userId, way }: Telling) {
  return and(eq(deliveries.postId, postId), eq(deliveries.userId, userId), eq(deliveries.way, way));
}

/**
 * Takes what is due into hand, the longest due first; nobody else gets it for TELLING_LEASE_MS. Where that is over, whoever
 * had it died, and nobody knows whether it went out: a push may be sent again, it takes the place of the one before; a
 * mail is not.
 */
export async function claimTellings(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<Telling[]> {
  // A round goes on for a while by the time it began at.
  const { rows } = await db.execute(sql`
    with due as (
      select post_id, user_id, way from post_deliveries
      where state in ('waiting', 'sending') and run_at <= ${now.toISOString()}::timestamptz
      order by run_at limit ${limit} for update skip locked
    )
    update post_deliveries d set tries = d.tries + 1,
      state = case when d.state = 'sending' and d.way = 'mail' then 'failed' else 'sending' end,
      failure = case when d.state = 'sending' and d.way = 'mail' then 'unknown' end,
      run_at = greatest(now(), ${now.toISOString()}::timestamptz) + ${TELLING_LEASE_MS} * interval '1 ms'
    from due where (d.post_id, d.user_id, d.way) = (due.post_id, due.user_id, due.way)
    returning d.post_id as "postId", d.user_id as "userId", d.way, d.tries, d.state`);
  return rows.flatMap(({ state, ...row }) => (state === "sending" ? [telling.parse(row)] : []));
}

/** What it came to. */
export type Told =
  | { state: "sent" }
  /** Not to be told, as things are now, and why. */
  | { state: "left-out"; failure: string }
  | { state: "failed"; failure: string }
  /** To be tried then: again, or for the first time where nothing was tried. */
  | { state: "waiting"; runAt: Date; failure: string | null };

/** Where it was lost to another process meanwhile, nothing. */
export async function settleTelling(db: Db, telling: Telling, told: Told): Promise<void> {
  const isUntried = told.state === "waiting" && told.failure === null;
  await db
    .update(deliveries)
    .set({ failure: null, ...told, ...(isUntried && { tries: telling.tries - 1 }) })
    .where(and(isOne(telling), sql`state = 'sending'`, eq(deliveries.tries, telling.tries)));
}

/**
 * What is needed to tell somebody of a post, as it and they are now; `null` where they are not to be told: they stopped,
 * chose another way or other topics, are suspended, or the post is gone. Of one deleted a moment ago, until when that may be taken back.
 */
export async function tellable(db: Db, { postId, userId, way }: Telling) {
  const [row] = await db
    .select({
      ...{ body: messages.body, deletedAt: messages.deletedAt, topicId: posts.topicId },
      pictures: sql<number>`(select count(*)::int from attachments a where a.message_id = ${posts.id} and a.place >= 0)`,
      asksToConfirm: posts.asksToConfirm,
      ...{ businessId: businesses.id, businessName: businesses.name, slug: businesses.slug },
      isClosed: isNotNull(businesses.suspendedAt),
      ...{ topicIds: readers.topicIds, isPushed: readers.isPushed },
      address: sql<
        string | null
      >`case when ${readers.mailConfirmedAt} is not null then ${readers.mailAddress} end`,
      ...{
        locale: users.locale,
        timeZone: clockOfUser,
        quietFrom: users.quietFrom,
        quietUntil: users.quietUntil,
      },
    })
    .from(posts)
    .innerJoin(messages, eq(messages.id, posts.id))
    .innerJoin(businesses, eq(businesses.id, posts.businessId))
    .innerJoin(readers, and(eq(readers.businessId, posts.businessId), eq(readers.userId, userId)))
    .innerJoin(users, and(eq(users.id, userId), isNull(users.suspendedAt)))
    .where(eq(posts.id, postId));
  if (!row) return null;
  const { topicId, topicIds, isPushed, deletedAt, ...rest } = row;
  const isOfInterest = topicId === null || topicIds === null || topicIds.includes(topicId);
  const isWanted = way === "mail" ? rest.address !== null : isPushed;
  if (!isOfInterest || !isWanted) return null;
  return { ...rest, goneAt: deletedAt && new Date(deletedAt.getTime() + RESTORE_WITHIN_MS) };
}

/** What of a post that is not published yet is needed to show its author what it will look like. */
export async function draftToTest(
  db: Db,
  { businessId, id, userId }: { businessId: string; id: string; userId: string },
) {
  const [draft] = await db
    .select({
      body: posts.body,
      pictures: sql<number>`cardinality(${posts.attachmentIds})`,
      asksToConfirm: posts.asksToConfirm,
      ...{ businessName: businesses.name, slug: businesses.slug, locale: users.locale },
    })
    .from(posts)
    .innerJoin(businesses, eq(businesses.id, posts.businessId))
    .innerJoin(users, eq(users.id, userId))
    .where(and(eq(posts.id, id), eq(posts.businessId, businessId), sql`state <> 'published'`));
  return draft ?? null;
}
