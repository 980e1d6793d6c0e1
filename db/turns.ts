import { and, asc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { WorkStatus } from "../lib/work";
import type { Db } from "./client";
import { businesses, conversations, IS_LISTED, memberships } from "./schema";
import { oldestFirst } from "./spans";
import { FOR_PEOPLE } from "./waiting";

export async function setInTurn(
  db: Db,
  { businessId, isInTurn }: { businessId: string; isInTurn: boolean },
): Promise<void> {
  await db.update(businesses).set({ isInTurn }).where(eq(businesses.id, businessId));
}

export async function isInTurn(db: Db, businessId: string): Promise<boolean> {
  const [business] = await db
    .select({ isInTurn: businesses.isInTurn })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  return business?.isInTurn ?? false;
}

/** Businesses that give conversations out in turn, by id, from after one of them. */
export async function businessesInTurn(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { id } = businesses;
  const rows = await db
    .select({ id })
    .from(businesses)
    .where(
      and(
        sql`${businesses.isInTurn}`,
        isNull(businesses.suspendedAt),
        after === null ? undefined : gt(id, after),
      ),
    )
    .orderBy(asc(id))
    .limit(limit);
  return rows.map((row) => row.id);
}

/**
 * Of some businesses what is nobody's while its customer waits, the longest first; of each so much at most. Where a
 * business has a bot, what waits for it is passed over without being looked at.
 */
export async function waitingIn(
  db: Db,
  { businessIds, limit }: { businessIds: string[]; limit: number },
): Promise<{ id: string; businessId: string }[]> {
  const waiting = (isForPeople: 0 | 1) => sql`
    select id, last_span, last_message_at from conversations c
    where business_id = b.id and ${sql.raw(IS_LISTED)} and is_waiting and ${sql.raw(FOR_PEOPLE)} = ${sql.raw(String(isForPeople))}`;
  const oldest = (table: string) => sql`order by ${oldestFirst(table)} limit ${limit}`;
  const { rows } = await db.execute<{ id: string; businessId: string }>(sql`
    select c.id, b.id as "businessId" from unnest(${sql.param(businessIds)}::uuid[]) b (id) cross join lateral (
      select id from (
        (${waiting(1)} ${oldest("c")})
        union all
        (${waiting(0)} and not exists (select from bots where business_id = b.id and disabled_at is null) ${oldest("c")})
      ) either ${oldest("either")}) c`);
  return rows;
}

interface Seat {
  businessId: string;
  userId: string;
}

/** Those of some people who are members, whoever was given something longest ago first. */
export async function inTurn(db: Db, people: Seat[]): Promise<Seat[]> {
  if (people.length === 0) return [];
  const businessIds = sql.param(people.map(({ businessId }) => businessId));
  const userIds = sql.param(people.map(({ userId }) => userId));
  const { businessId, userId, givenAt } = memberships;
  return db
    .select({ businessId, userId })
    .from(memberships)
    .where(
      sql`(${businessId}, ${userId}) in (select * from unnest(${businessIds}::uuid[], ${userIds}::uuid[]))`,
    )
    .orderBy(sql`${givenAt} asc nulls first`, asc(userId));
}

export async function markGiven(db: Db, { businessId, userId }: Seat): Promise<void> {
  await db
    .update(memberships)
    .set({ givenAt: sql`clock_timestamp()` })
    .where(and(eq(memberships.businessId, businessId), eq(memberships.userId, userId)));
}

export interface Lease {
  id: string;
  businessId: string;
  holderId: string | null;
  status: WorkStatus;
  isMember: boolean;
}

/** What was given to somebody until a moment that is past, the longest past first. */
export async function leasesOver(db: Db, { now, limit }: { now: Date; limit: number }): Promise<Lease[]> {
  const { id, businessId, assigneeId: holderId, status, leaseUntil } = conversations;
  return db
    .select({ id, businessId, holderId, status, isMember: sql<boolean>`${memberships.userId} is not null` })
    .from(conversations)
    .leftJoin(memberships, and(eq(memberships.businessId, businessId), eq(memberships.userId, holderId)))
    .where(lte(leaseUntil, now))
    .orderBy(asc(leaseUntil))
    .limit(limit);
}

/** Until when it is held; `null` where it is its holder's for good. Nothing where the lease ended meanwhile. */
export async function setLease(
  db: Db,
  { id, holderId, until }: Pick<Lease, "id" | "holderId"> & { until: Date | null },
): Promise<void> {
  const { assigneeId, leaseUntil } = conversations;
  await db
    .update(conversations)
    .set({ leaseUntil: until })
    .where(
      and(
        eq(conversations.id, id),
        sql`${leaseUntil} is not null and ${assigneeId} is not distinct from ${holderId}::uuid`,
      ),
    );
}
