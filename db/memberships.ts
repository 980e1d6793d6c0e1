import { and, eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { conversations, memberships } from "./schema";
import { endVisitsIn } from "./visits";

/** Takes somebody out of a business; what they opened there is over, and so is the time they held conversations for. */
export async function removeMember(db: Db, member: { businessId: string; userId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .delete(memberships)
      .where(and(eq(memberships.businessId, member.businessId), eq(memberships.userId, member.userId)));
    await endVisitsIn(tx, member);
    await endHoldingIn(tx, member);
  });
  // Once more now that nothing new is allowed: a visit may have been recorded in between, a conversation assigned.
  await endVisitsIn(db, member);
  await endHoldingIn(db, member);
}

/** Has the clock take from somebody what is assigned to them: see app/due/turns.ts. */
async function endHoldingIn(
  db: Pick<Db, "update">,
  { businessId, userId }: { businessId: string; userId: string },
): Promise<void> {
  await db
    .update(conversations)
    .set({ leaseUntil: sql`now()` })
    .where(and(eq(conversations.assigneeId, userId), eq(conversations.businessId, businessId)));
}
