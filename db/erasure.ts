import { and, asc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import {
  postConfirmations,
  postCorrections,
  postDeliveries,
  postQuestions,
  postReactions,
  readers,
} from "./broadcast-parts";
import type { Db } from "./client";
import { attachments, deviceKeys, invitations, openings } from "./conversation-parts";
import { jobs, notificationChoices, notified, pushSubscriptions } from "./job-parts";
import { businesses, memberships, users } from "./schema";
import { accounts, sessions, visits } from "./session-parts";
import { signInEvents } from "./sign-in-parts";
import { widgetPeople } from "./widget-parts";
import { customerRecords, drafts, laterMessages, mentions, savedViews } from "./work-parts";

/** As whom somebody is known who is not there any more. */
export const ERASED_NAME = "Deleted user";
/** Whoever began to erase an account and died is followed by another after this. */
const LEASE = sql`interval '10 minutes'`;

type Writer = Pick<Db, "update">;

/** Has an account erased then. */
export async function setErasure(
  db: Writer,
  { userId, eraseAt }: { userId: string; eraseAt: Date },
): Promise<void> {
  await db.update(users).set({ eraseAt }).where(eq(users.id, userId));
}

/** Lets an account stay. Whether it was to be erased. */
export async function takeErasureBack(db: Writer, userId: string): Promise<boolean> {
  const kept = await db
    .update(users)
    .set({ eraseAt: null })
    .where(and(eq(users.id, userId), isNotNull(users.eraseAt)))
    .returning({ id: users.id });
  return kept.length > 0;
}

/** The businesses that would be without an owner. */
export async function onlyOwnedBy(db: Db, userId: string): Promise<{ name: string; slug: string }[]> {
  const { businessId, role } = memberships;
  const others = sql`exists (select from memberships o
    where o.business_id = ${businessId} and o.role = 'owner' and o.user_id <> ${userId})`;
  return db
    .select({ name: businesses.name, slug: businesses.slug })
    .from(memberships)
    .innerJoin(businesses, eq(businesses.id, businessId))
    .where(and(eq(memberships.userId, userId), eq(role, "owner"), sql`not ${others}`))
    .orderBy(businesses.name);
}

/** Whether the platform would be without an admin. */
export async function isOnlyAdmin(db: Db, userId: string): Promise<boolean> {
  const admins = await db.select({ id: users.id }).from(users).where(eq(users.role, "admin")).limit(2);
  return admins.length === 1 && admins[0]?.id === userId;
}

/** Of which businesses somebody is a member. */
export async function businessesOf(db: Db, userId: string): Promise<string[]> {
  const { businessId } = memberships;
  const rows = await db.select({ businessId }).from(memberships).where(eq(memberships.userId, userId));
  return rows.map((row) => row.businessId);
}

/** Whether a room is still to be told that they went. */
export async function hasVisits(db: Db, userId: string): Promise<boolean> {
  const over = and(eq(sessions.userId, userId), eq(visits.isOver, true));
  const rows = await db
    .select({ room: visits.room })
    .from(sessions)
    .innerJoin(visits, eq(visits.sessionId, sessions.id))
    .where(over)
    .limit(1);
  return rows.length > 0;
}

/** Takes one account that is due into hand; nobody else gets it before the lease is over. */
export async function claimErasure(db: Db, now: Date) {
  const due = db
    .select({ id: users.id })
    .from(users)
    .where(and(isNotNull(users.eraseAt), lte(users.eraseAt, now)))
    .orderBy(asc(users.eraseAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const [claimed] = await db
    .update(users)
    .set({ eraseAt: sql`greatest(now(), ${now.toISOString()}::timestamptz) + ${LEASE}` })
    .where(inArray(users.id, due))
    .returning({ id: users.id, name: users.name, email: users.email });
  return claimed ?? null;
}

/** From here on nobody is this person any more: by what they signed in, and what they set, is gone. */
export async function erasePersonal(
  db: Db,
  { id, email }: { id: string; email: string | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({
        ...{ email: null, mailAddress: null, passwordHash: null, role: "user", locale: null },
        ...{ timeZone: null, chosenTimeZone: null },
        ...{ isMailed: false, quietFrom: null, quietUntil: null, showsPresence: false },
        ...{ suspendedAt: null, suspendedReason: null },
      })
      .where(eq(users.id, id));
    await tx.execute(sql`
      update post_reaction_counts c set count = c.count - 1 from post_reactions r
      where r.user_id = ${id}::uuid and (c.post_id, c.emoji) = (r.post_id, r.emoji)`);
    await tx.execute(sql`
      delete from post_reaction_counts c using post_reactions r
      where r.user_id = ${id}::uuid and (c.post_id, c.emoji) = (r.post_id, r.emoji) and c.count <= 0`);
    const tables = [
      ...[accounts, sessions, deviceKeys, pushSubscriptions, drafts, laterMessages, savedViews, mentions],
      ...[jobs, notified, notificationChoices, readers, widgetPeople, openings, signInEvents],
      ...[postReactions, postCorrections, postConfirmations, postDeliveries, postQuestions],
    ];
    for (const table of tables) await tx.delete(table).where(eq(table.userId, id));
    await tx.delete(customerRecords).where(eq(customerRecords.customerId, id));
    const ofAddress = email === null ? undefined : eq(invitations.email, email);
    await tx.delete(invitations).where(or(eq(invitations.createdBy, id), ofAddress));
    if (email !== null)
      await tx
        .update(readers)
        .set({ mailAddress: null, mailConfirmedAt: null })
        .where(eq(readers.mailAddress, email));
  });
}

/**
 * Nothing of it is left but that there was somebody. The audit trail goes on to say what was done; it names them no more,
 * nor what they called what was theirs.
 */
export async function finishErasure(db: Db, userId: string): Promise<void> {
  const [them, subject] = [sql`${userId}::uuid`, sql`${userId}::text`];
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local servihub.audit = 'kept'`);
    await tx.execute(sql`update audit_entries set actor_name = '' where actor_id = ${them}`);
    await tx.execute(sql`
      update audit_entries set detail = '{}' where actor_id = ${them} and (kind like 'token.%' or kind like 'user.%')`);
    await tx.execute(sql`update audit_entries set detail = '{}' where subject_id = ${subject}`);
    await tx
      .update(users)
      .set({ name: ERASED_NAME, eraseAt: null, erasedAt: sql`now()` })
      .where(eq(users.id, userId));
  });
}

/** Files of theirs in one conversation that go with them. */
export function filesOf(db: Db, { conversationId, userId }: { conversationId: string; userId: string }) {
  const isBusiness = sql`exists (select from messages m
    where m.id = ${attachments.messageId} and m.sender_role <> 'customer')`;
  return db
    .select({ id: attachments.id, conversationId: attachments.conversationId })
    .from(attachments)
    .where(
      and(
        eq(attachments.conversationId, conversationId),
        eq(attachments.uploaderId, userId),
        sql`not ${isBusiness}`,
      ),
    );
}
