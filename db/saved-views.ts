import { and, count, eq } from "drizzle-orm";
import type { InboxView } from "../lib/inbox-view";
import type { Db } from "./client";
import { memberships } from "./schema";
import { savedViews } from "./work-parts";

/** Of one person in one business. */
export const SAVED_VIEWS_MAX = 30;

interface Owner {
  businessId: string;
  userId: string;
}

const shown = { id: savedViews.id, name: savedViews.name, view: savedViews.view };

/** What somebody kept of the inbox of a business, the oldest first. */
export function savedViewsOf(db: Db, owner: Owner) {
  return db
    .select(shown)
    .from(savedViews)
    .where(isOf(owner))
    .orderBy(savedViews.createdAt, savedViews.id)
    .limit(SAVED_VIEWS_MAX);
}

/** Keeps a view under a name, or calls the one of this id so. */
export function keepView(
  db: Db,
  { id, name, view, ...owner }: Owner & { id: string; name: string; view: InboxView },
): Promise<"kept" | "taken" | "too-many"> {
  return db.transaction(async (tx) => {
    // Of two at once by one person each counts the other.
    await tx
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.businessId, owner.businessId), eq(memberships.userId, owner.userId)))
      .for("no key update");
    const [changed] = await tx
      .update(savedViews)
      .set({ name, view })
      .where(and(isOf(owner), eq(savedViews.id, id)))
      .returning({ id: savedViews.id });
    if (changed) return "kept";
    const [kept] = await tx.select({ views: count() }).from(savedViews).where(isOf(owner));
    if ((kept?.views ?? 0) >= SAVED_VIEWS_MAX) return "too-many";
    const [made] = await tx
      .insert(savedViews)
      .values({ id, name, view, ...owner })
      .onConflictDoNothing()
      .returning({ id: savedViews.id });
    return made ? "kept" : "taken";
  });
}

export async function dropView(db: Db, { id, ...owner }: Owner & { id: string }): Promise<void> {
  await db.delete(savedViews).where(and(isOf(owner), eq(savedViews.id, id)));
}

function isOf({ businessId, userId }: Owner) {
  return and(eq(savedViews.businessId, businessId), eq(savedViews.userId, userId));
}
