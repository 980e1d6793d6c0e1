import { and, eq, sql } from "drizzle-orm";
import { readers } from "./broadcast-parts";
import type { Db } from "./client";
import { conversations } from "./schema";

/**
 * Somebody who follows a business saw what it told up to `seq`, as of `rev`; false where they do not follow it. Neither
 * goes back, nor past what was told: what is yet to come was seen by nobody.
 */
export async function markRead(
  db: Db,
  { businessId, userId, seq, rev }: { businessId: string; userId: string; seq: number; rev: number },
): Promise<boolean> {
  const marked = await db
    .update(readers)
    .set({
      readSeq: sql`greatest(${readers.readSeq}, least(${seq}::int, ${conversations.lastSeq}))`,
      readRev: sql`greatest(${readers.readRev}, least(${rev}::int, ${conversations.rev}))`,
    })
    .from(conversations)
    .where(
      and(
        eq(readers.businessId, businessId),
        eq(readers.userId, userId),
        eq(conversations.businessId, readers.businessId),
        sql`${conversations.kind} = 'broadcast'`,
      ),
    )
    .returning({ userId: readers.userId });
  return marked.length > 0;
}
