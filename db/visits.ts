import { and, eq, gt, inArray, lt, lte, or, sql } from "drizzle-orm";
import { feedId } from "../lib/protocol/feed";
import type { Expulsion } from "../lib/protocol/ticket";
import type { Db } from "./client";
import { conversations } from "./schema";
import { sessions, visits } from "./session-parts";

/** A visit on record is not written again for so long: a reconnect costs a look and no write. */
const FRESH = sql`interval '1 hour'`;
/** Longer than any socket stays open. */
const KEPT = sql`interval '4 days'`;

export type Visit = Expulsion;
type Writer = Pick<Db, "select" | "update">;

/**
 * Puts on record that a sign-in may open a room. `true` when it was not on record, or not lately: then what
 * allowed it may have been taken away meanwhile, by somebody who saw no visit to end.
 */
export async function recordVisit(db: Db, visit: Visit): Promise<boolean> {
  const [fresh] = await db
    .select({ at: visits.at })
    .from(visits)
    .where(and(isOf(visit), gt(visits.at, sql`now() - ${FRESH}`), eq(visits.isOver, false)));
  if (fresh) return false;
  const { session: sessionId, party, room } = visit;
  await db
    .insert(visits)
    .values({ sessionId, party, room })
    .onConflictDoUpdate({
      target: [visits.sessionId, visits.party, visits.room],
      set: { at: sql`now()` },
    });
  await db.delete(visits).where(and(eq(visits.sessionId, sessionId), lt(visits.at, sql`now() - ${KEPT}`)));
  return true;
}

/** Whatever these sign-ins opened is over. */
export async function endVisitsOf(db: Writer, sessionIds: string[]): Promise<void> {
  await db.update(visits).set({ isOver: true }).where(inArray(visits.sessionId, sessionIds));
}

/** Whatever somebody opened by sign-ins that have ended is over. */
export async function endVisitsOfUser(db: Writer, userId: string): Promise<void> {
  const ended = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), lte(sessions.expiresAt, sql`now()`)));
  await db.update(visits).set({ isOver: true }).where(inArray(visits.sessionId, ended));
}

/** What anybody opened in a business is over: by whom there is, as visits are found by their sign-ins alone. */
export async function endVisitsAt(db: Pick<Db, "execute">, businessId: string): Promise<void> {
  await db.execute(sql`
    with theirs as materialized (
      select id, customer_id from conversations where business_id = ${businessId}::uuid
    ), people as (
      select user_id from memberships where business_id = ${businessId}::uuid
      union select user_id from bots where business_id = ${businessId}::uuid
      union select customer_id from theirs where customer_id is not null
      union select p.user_id from theirs join participants p on p.conversation_id = theirs.id
    ), opened as (
      select v.session_id, v.party, v.room from people
        join sessions s on s.user_id = people.user_id join visits v on v.session_id = s.id
      where v.party = 'feed' and v.room = ${feedId.inbox(businessId)}
        or v.party = 'main' and exists (select from theirs where theirs.id = case when v.party = 'main' then v.room::uuid end)
    )
    update visits v set is_over = true from opened o
    where (v.session_id, v.party, v.room) = (o.session_id, o.party, o.room)`);
}

/** What somebody opened in a business, its inbox included, is over. */
export async function endVisitsIn(
  db: Writer,
  { businessId, userId }: { businessId: string; userId: string },
): Promise<void> {
  const theirs = db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId));
  const rooms = db
    .select({ room: visits.room })
    .from(sessions)
    .innerJoin(visits, eq(visits.sessionId, sessions.id))
    .innerJoin(conversations, eq(conversations.id, conversationOf))
    .where(and(eq(sessions.userId, userId), eq(conversations.businessId, businessId)));
  const inbox = and(eq(visits.party, "feed"), eq(visits.room, feedId.inbox(businessId)));
  await db
    .update(visits)
    .set({ isOver: true })
    .where(and(inArray(visits.sessionId, theirs), or(inbox, inArray(visits.room, rooms))));
}

/** What is over and the rooms are yet to be told. */
export function visitsOver(db: Db, limit: number): Promise<Visit[]> {
  return db
    .select({ session: visits.sessionId, party: visits.party, room: visits.room })
    .from(visits)
    .where(eq(visits.isOver, true))
    .limit(limit);
}

/** The room has been told. */
export async function forgetVisit(db: Db, visit: Visit): Promise<void> {
  await db.delete(visits).where(and(isOf(visit), eq(visits.isOver, true)));
}

const conversationOf = sql`case when ${visits.party} = 'main' then ${visits.room}::uuid end`;

function isOf({ session, party, room }: Visit) {
  return and(eq(visits.sessionId, session), eq(visits.party, party), eq(visits.room, room));
}
