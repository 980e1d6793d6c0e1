import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "./client";
import { conversations, memberships } from "./schema";
import { isListed } from "./summaries";

/** What was put aside until now, the longest due first. */
export function snoozesOver(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<{ id: string; snoozedUntil: Date | null }[]> {
  const { id, status, snoozedUntil } = conversations;
  return db
    .select({ id, snoozedUntil })
    .from(conversations)
    .where(and(sql`${status} = 'snoozed'`, lte(snoozedUntil, now)))
    .orderBy(snoozedUntil)
    .limit(limit);
}

/** Conversations that their customers opened again, where the notes were not told of it. */
export function wakesOwed(db: Db, limit: number): Promise<{ id: string }[]> {
  return db
    .select({ id: conversations.id })
    .from(conversations)
    .where(sql`${conversations.isWakeOwed}`)
    .orderBy(conversations.id)
    .limit(limit);
}

/** Of some conversations those that are of a business which somebody is a member of, and as what. */
export function workableBy(
  db: Db,
  { userId, conversationIds }: { userId: string; conversationIds: string[] },
): Promise<{ id: string; role: "agent" | "owner" }[]> {
  return db
    .select({ id: conversations.id, role: memberships.role })
    .from(conversations)
    .innerJoin(
      memberships,
      and(eq(memberships.businessId, conversations.businessId), eq(memberships.userId, userId)),
    )
    .where(and(inArray(conversations.id, conversationIds), isListed));
}
