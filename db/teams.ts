import { eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { memberships, users } from "./schema";

export const TEAM_SHOWN_MAX = 8;
/** More than a list to choose from is of use with. */
const COLLEAGUES_MAX = 100;

const member = {
  businessId: memberships.businessId,
  userId: memberships.userId,
  name: users.name,
  role: memberships.role,
  showsPresence: users.showsPresence,
};
export type Member = Awaited<ReturnType<typeof teamOf>>[number];

/** Whom a business shows: the owner first, then those who have been there longest. */
export function teamOf(db: Db, businessId: string) {
  return membersOf(db, { businessId, limit: TEAM_SHOWN_MAX });
}

/** Whom a member may hand something over to. */
export function colleaguesOf(db: Db, businessId: string) {
  return membersOf(db, { businessId, limit: COLLEAGUES_MAX });
}

function membersOf(db: Db, { businessId, limit }: { businessId: string; limit: number }) {
  return (
    db
      .select(member)
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.businessId, businessId))
      // As in the index `memberships_team`, nulls included.
      .orderBy(
        sql`${memberships.role} desc nulls last`,
        sql`${memberships.createdAt} asc nulls last`,
        sql`${memberships.userId} asc nulls last`,
      )
      .limit(limit)
  );
}

/** Those of some people, by business, who still are its members. */
export function membersAmong(db: Db, people: { businessId: string; userId: string }[]) {
  const businessIds = sql.param(people.map(({ businessId }) => businessId));
  const userIds = sql.param(people.map(({ userId }) => userId));
  return db
    .select(member)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      sql`(${memberships.businessId}, ${memberships.userId}) in (select * from unnest(${businessIds}::uuid[], ${userIds}::uuid[]))`,
    );
}
