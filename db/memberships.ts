import { and, eq } from "drizzle-orm";
import type { Db } from "./client";
import { memberships } from "./schema";
import { endVisitsIn } from "./visits";

/** Takes somebody out of a business; what they opened there is over. */
export async function removeMember(db: Db, member: { businessId: string; userId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .delete(memberships)
      .where(and(eq(memberships.businessId, member.businessId), eq(memberships.userId, member.userId)));
    await endVisitsIn(tx, member);
  });
  // Once more now that nothing new is allowed: a visit may have been recorded in between.
  await endVisitsIn(db, member);
}
