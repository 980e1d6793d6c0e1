import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Db } from "./client";
import { openings } from "./conversation-parts";
import { businesses, conversations, users } from "./schema";

/** Of more, those that were there last. */
export const OPENINGS_SHOWN_MAX = 100;

/** That a member of the business had a conversation open; once an hour at most, as visits are put on record. */
export async function recordOpening(
  db: Db,
  opening: { conversationId: string; userId: string },
): Promise<void> {
  await db
    .insert(openings)
    .values(opening)
    .onConflictDoUpdate({
      target: [openings.conversationId, openings.userId],
      set: { lastAt: sql`now()` },
    });
}

export interface Opening {
  name: string;
  businessName: string;
  firstAt: string;
  lastAt: string;
}

/** Who of a business opened the conversations that somebody is the customer of, under the names they show there. */
export async function openingsOf(db: Db, customerId: string): Promise<Opening[]> {
  const rows = await db
    .select({
      ...{ name: users.name, businessName: businesses.name },
      ...{ firstAt: openings.firstAt, lastAt: openings.lastAt },
    })
    .from(conversations)
    .innerJoin(openings, eq(openings.conversationId, conversations.id))
    .innerJoin(users, eq(users.id, openings.userId))
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .where(and(eq(conversations.customerId, customerId), ne(openings.userId, customerId)))
    .orderBy(desc(openings.lastAt), users.id)
    .limit(OPENINGS_SHOWN_MAX);
  return rows.map(({ firstAt, lastAt, ...row }) => ({
    ...{ ...row, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
  }));
}
