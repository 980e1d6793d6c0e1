import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Hiding } from "../lib/protocol/ticket";
import type { Db } from "./client";
import { users } from "./schema";
import { sessions, visits } from "./session-parts";

/** No socket is open for longer. */
const VISITED_WITHIN = sql`interval '3 days'`;
/** More rooms than anybody has open. */
const VISITS_MAX = 500;

/**
 * Whether somebody lets be seen that they are there, for those who may know; `null` for all others, and where there is
 * nobody: they share a business as its members, a conversation as customer and member, or a group.
 */
export async function showsPresenceTo(
  db: Db,
  { viewerId, userId }: { viewerId: string; userId: string },
): Promise<boolean | null> {
  const isMember = (member: string, business: unknown) =>
    sql`exists (select 1 from memberships m where m.business_id = ${business} and m.user_id = ${member})`;
  const groupsOf = (customer: string) =>
    sql`select p.conversation_id from participants p where p.user_id = ${customer} and p.rank is not null and p.role = 'customer'`;
  const writesTo = (customer: string, member: string) => sql`
    exists (select 1 from conversations c where c.customer_id = ${customer} and c.kind = 'direct'
      and ${isMember(member, sql`c.business_id`)})
    or exists (select 1 from conversations c where c.id in (${groupsOf(customer)})
      and ${isMember(member, sql`c.business_id`)})`;
  const [row] = await db
    .select({ showsPresence: users.showsPresence })
    .from(users)
    .where(
      and(
        eq(users.id, userId),
        sql`(${viewerId}::uuid = ${userId}::uuid
          or exists (select 1 from memberships v where v.user_id = ${viewerId} and ${isMember(userId, sql`v.business_id`)})
          or ${writesTo(userId, viewerId)} or ${writesTo(viewerId, userId)}
          or exists (${groupsOf(userId)} intersect ${groupsOf(viewerId)}))`,
      ),
    );
  return row?.showsPresence ?? null;
}

/** Those of some people who let be seen that they are there. */
export async function shownAmong(db: Db, userIds: string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, userIds), users.showsPresence));
  return rows.map(({ id }) => id);
}

export async function setShowsPresence(
  db: Db,
  { userId, showsPresence }: { userId: string; showsPresence: boolean },
): Promise<void> {
  await db.update(users).set({ showsPresence }).where(eq(users.id, userId));
}

/** Where somebody may have a socket open, the latest first. */
export function visitsOf(db: Db, userId: string): Promise<Omit<Hiding, "isHidden">[]> {
  return db
    .select({ session: visits.sessionId, party: visits.party, room: visits.room })
    .from(sessions)
    .innerJoin(visits, eq(visits.sessionId, sessions.id))
    .where(and(eq(sessions.userId, userId), gt(visits.at, sql`now() - ${VISITED_WITHIN}`)))
    .orderBy(desc(visits.at))
    .limit(VISITS_MAX);
}
