import { and, desc, eq, gt, gte, inArray, lt, ne, or, sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  FAILURES_TOGETHER_MS,
  FAILURES_TOLD_MIN,
  NEWCOMER_MS,
  SIGN_IN_EVENTS_KEPT_MS,
  SIGN_IN_EVENTS_PER_PERSON_MAX,
  type SignInEvent,
  type SignInEventKind,
} from "../lib/sign-in-event";
import { audit } from "./audit";
import type { Db } from "./client";
import { clockOfUser } from "./clock-of-user";
import { jobs } from "./job-parts";
import { users } from "./schema";
import type { Whence } from "./sessions";
import { signInEvents as events } from "./sign-in-parts";

type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

const DROPPED_AT_ONCE = 500;

const seen = z.object({
  name: z.string(),
  device: z.nullable(z.string()),
  network: z.nullable(z.string()),
  knowsDevice: z.boolean(),
  knowsNetwork: z.boolean(),
});

/**
 * Notes a sign-in with a kind of device, or from a network, in which its person was not seen lately; of a device they are
 * mailed. What it was, if it was anything. Guests and whoever has just registered are new everywhere.
 */
export function noteSignIn(
  db: Db,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: Date },
): Promise<SignInEventKind | null> {
  return db.transaction(async (tx) => {
    await inTurn(tx, userId);
    const found = await whatIsKnown(tx, { userId, sessionId, now });
    if (!found || (found.knowsDevice && found.knowsNetwork)) return null;
    const { name, device, network, knowsDevice } = found;
    const kind = knowsDevice ? "new-network" : "new-device";
    const id = await add(tx, { userId, kind, device, network, at: now });
    if (kind === "new-device")
      await tx.insert(jobs).values({ kind: "sign-in", userId, signInEventId: id, runAt: now });
    await audit(tx, {
      ...{ kind: "user.sign-in-unusual", businessId: null, subjectId: userId, detail: { device, way: kind } },
      ...{ actorId: userId, actorName: name, actorRole: "person" },
    });
    return kind;
  });
}

/** Sign-ins that began before this one, as long as they are there, and what was noted. What does not say its kind is new. */
async function whatIsKnown(
  tx: Tx,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: Date },
) {
  const since = new Date(now.getTime() - SIGN_IN_EVENTS_KEPT_MS).toISOString();
  const newcomer = new Date(now.getTime() - NEWCOMER_MS).toISOString();
  const before = sql`select from sessions s where s.user_id = u.id
    and (s.created_at, s.id) < (me.created_at, me.id) and not exists (select from api_tokens t where t.session_id = s.id)`;
  const noted = sql`select from sign_in_events e where e.user_id = u.id and e.at > ${since}::timestamptz`;
  const { rows } = await tx.execute(sql`
    select u.name, me.device, me.network,
      exists (${before} and s.device = me.device)
        or exists (${noted} and e.kind = 'new-device' and e.device is not distinct from me.device) as "knowsDevice",
      me.network is null or exists (${before} and s.network = me.network)
        or exists (${noted} and e.kind in ('new-device', 'new-network') and e.network = me.network) as "knowsNetwork"
    from sessions me join users u on u.id = me.user_id
    where me.id = ${sessionId}::uuid and u.id = ${userId}::uuid and u.email is not null
      and u.created_at < ${newcomer}::timestamptz`);
  return z.array(seen).parse(rows)[0];
}

/** Counts a wrong password for somebody, with those shortly before. */
export function noteFailure(db: Db, { userId, now }: { userId: string; now: Date }): Promise<void> {
  return db.transaction(async (tx) => {
    await inTurn(tx, userId);
    const [last] = await tx
      .select({ id: events.id })
      .from(events)
      .where(
        and(
          ...[eq(events.userId, userId), eq(events.kind, "failures")],
          gt(events.at, new Date(now.getTime() - FAILURES_TOGETHER_MS)),
        ),
      )
      .orderBy(desc(events.at))
      .limit(1);
    if (!last) {
      await add(tx, { userId, kind: "failures", device: null, network: null, at: now });
      return;
    }
    const [counted] = await tx
      .update(events)
      .set({ count: sql`${events.count} + 1` })
      .where(eq(events.id, last.id))
      .returning({ count: events.count });
    if (counted?.count === FAILURES_TOLD_MIN)
      await audit(tx, {
        ...{ kind: "user.sign-ins-failed", businessId: null, subjectId: userId },
        ...{ detail: { count: counted.count }, actorId: null, actorName: "", actorRole: "nobody" },
      });
  });
}

/** Notes that somebody else has, or had, a token of theirs: their sign-in was ended for it. */
export function noteReusedToken(
  db: Db,
  { userId, device, network, now }: Whence & { userId: string; now: Date },
): Promise<void> {
  return db.transaction(async (tx) => {
    await inTurn(tx, userId);
    await add(tx, { userId, kind: "token-reused", device, network, at: now });
    await audit(tx, {
      ...{ kind: "user.sign-in-unusual", businessId: null, subjectId: userId },
      ...{ detail: { device, way: "token-reused" }, actorId: null, actorName: "", actorRole: "nobody" },
    });
  });
}

/** Of one person one after the other, so that of two at once one finds what the other noted. */
async function inTurn(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-ins ${userId}`}, 0))`);
}

/** There are never more of a person than may be: the oldest make way. */
async function add(tx: Tx, event: typeof events.$inferInsert): Promise<string> {
  const [added] = await tx.insert(events).values(event).returning({ id: events.id });
  if (!added) throw new Error("An insert without a conflict clause returns its row");
  const extra = tx
    .select({ id: events.id })
    .from(events)
    .where(eq(events.userId, event.userId))
    .orderBy(desc(events.at), desc(events.id))
    .offset(SIGN_IN_EVENTS_PER_PERSON_MAX);
  await tx.delete(events).where(inArray(events.id, extra));
  return added.id;
}

/** What was out of the ordinary lately, the newest first. */
export async function signInEventsOf(db: Db, userId: string, now = new Date()): Promise<SignInEvent[]> {
  const { id, kind, device, network, count, at } = events;
  const rows = await db
    .select({ id, kind, device, network, count, at })
    .from(events)
    .where(
      and(
        ...[eq(events.userId, userId), gt(at, new Date(now.getTime() - SIGN_IN_EVENTS_KEPT_MS))],
        or(ne(kind, "failures"), gte(count, FAILURES_TOLD_MIN)),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(SIGN_IN_EVENTS_PER_PERSON_MAX);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What somebody is mailed of a sign-in; `null` where there is nobody to mail any more. */
export async function signInFor(db: Db, { signInEventId }: { signInEventId: string }) {
  const [row] = await db
    .select({
      ...{ device: events.device, network: events.network, at: events.at },
      ...{ email: users.email, locale: users.locale, timeZone: clockOfUser },
    })
    .from(events)
    .innerJoin(users, eq(users.id, events.userId))
    .where(eq(events.id, signInEventId));
  return row?.email ? { ...row, email: row.email } : null;
}

/** Whether some that nobody needs any more were dropped, and there may be others. */
export async function dropOldSignInEvents(db: Db, now: Date): Promise<boolean> {
  const old = db
    .select({ id: events.id })
    .from(events)
    .where(lt(events.at, new Date(now.getTime() - SIGN_IN_EVENTS_KEPT_MS)))
    .limit(DROPPED_AT_ONCE);
  const { rowCount } = await db.delete(events).where(inArray(events.id, old));
  return rowCount === DROPPED_AT_ONCE;
}
