import { sql } from "drizzle-orm";
import { CORRECTIONS_MAX } from "../lib/broadcast";
import type { Db } from "./client";

interface Reader {
  businessId: string;
  userId: string;
}

/**
 * Somebody who follows a business saw what it told up to `seq`, as of `rev`; false where they do not follow it. Neither
 * goes back, nor past what was told: what is yet to come was seen by nobody. Edits that the mark moves over, of posts that
 * were read before it, are kept to be told.
 */
export async function markRead(
  db: Db,
  { businessId, userId, seq, rev }: Reader & { seq: number; rev: number },
): Promise<boolean> {
  const { rows } = await db.execute<{ marked: number }>(sql`
    with me as materialized (
      select r.business_id, r.user_id, r.read_seq, r.read_rev, c.id as broadcast_id,
        greatest(r.read_seq, least(${seq}::int, c.last_seq)) as seq, greatest(r.read_rev, least(${rev}::int, c.rev)) as rev
      from readers r join conversations c on c.business_id = r.business_id and c.kind = 'broadcast'
      where r.business_id = ${businessId} and r.user_id = ${userId} for no key update of r
    ), owed as (
      insert into post_corrections (post_id, user_id, seen_rev)
      select m.id, me.user_id, me.read_rev from me
        join messages m on m.conversation_id = me.broadcast_id and m.rev > me.read_rev
      where m.seq <= me.read_seq and m.deleted_at is null and exists (
        select from message_revisions x where x.message_id = m.id and x.rev > me.read_rev and x.rev <= me.rev)
      on conflict do nothing
    ), marked as (
      update readers r set read_seq = me.seq, read_rev = me.rev from me
      where r.business_id = me.business_id and r.user_id = me.user_id returning 1
    )
    select count(*)::int as marked from marked`);
  return rows[0]?.marked === 1;
}

/** A post that says something else since somebody read it. */
export interface Correction {
  postId: string;
  seq: number;
  /** What it said when they read it, and says now. */
  before: string;
  after: string;
  /** Its last change. */
  rev: number;
}

/** What a reader is still to be told, of the newest posts; nothing of what says again what they read. */
export async function correctionsFor(db: Db, { businessId, userId }: Reader): Promise<Correction[]> {
  const { rows } = await db.execute<Correction & Record<string, unknown>>(sql`
    with me as materialized (
      select r.user_id, r.read_seq, r.read_rev, c.id as broadcast_id
      from readers r join conversations c on c.business_id = r.business_id and c.kind = 'broadcast'
      where r.business_id = ${businessId} and r.user_id = ${userId}
    ), stale as (
      select id, min(seen_rev) as seen_rev from (
        select m.id, me.read_rev as seen_rev from me
          join messages m on m.conversation_id = me.broadcast_id and m.rev > me.read_rev
        where m.seq <= me.read_seq
        union all
        select p.id, o.seen_rev from me
          join post_corrections o on o.user_id = me.user_id
          join posts p on p.id = o.post_id and p.business_id = ${businessId}
      ) each group by id
    )
    select m.id as "postId", m.seq, was.body as before, m.body as after, m.rev
    from stale join messages m on m.id = stale.id and m.deleted_at is null
      cross join lateral (
        select body from message_revisions x where x.message_id = m.id and x.rev > stale.seen_rev
        order by x.rev limit 1
      ) was
    where was.body <> m.body
    order by m.seq desc limit ${CORRECTIONS_MAX}`);
  return rows.map(({ postId, seq, before, after, rev }) => ({ postId, seq, before, after, rev }));
}

/** Somebody was told what is different, each up to the change that `rev` was; what was changed since is still to be told. */
export async function settleCorrections(
  db: Db,
  { businessId, userId, seen }: Reader & { seen: { postId: string; rev: number }[] },
): Promise<void> {
  const ids = sql.param(seen.map(({ postId }) => postId));
  const revs = sql.param(seen.map(({ rev }) => rev));
  await db.transaction(async (tx) => {
    // From here on all that is still to be told is kept by itself.
    await markRead(tx, { businessId, userId, seq: 0, rev: Math.max(0, ...seen.map(({ rev }) => rev)) });
    await tx.execute(sql`
      update post_corrections o set seen_rev = greatest(o.seen_rev, seen.rev)
      from unnest(${ids}::uuid[], ${revs}::int[]) seen (id, rev)
      where o.user_id = ${userId} and o.post_id = seen.id`);
    await tx.execute(sql`
      delete from post_corrections o where o.user_id = ${userId} and o.post_id = any (${ids}::uuid[])
        and not exists (select from message_revisions x where x.message_id = o.post_id and x.rev > o.seen_rev)`);
  });
}
