import { and, asc, count, eq, ne } from "drizzle-orm";
import { SAVED_REPLIES_MAX, type SavedReply } from "../lib/saved-reply";
import type { Db } from "./client";
import { businesses } from "./schema";
import { savedReplies } from "./work-parts";

/** Of a business, by shortcut. */
export function repliesOf(db: Db, businessId: string): Promise<SavedReply[]> {
  const { id, shortcut, body } = savedReplies;
  return db
    .select({ id, shortcut, body })
    .from(savedReplies)
    .where(eq(savedReplies.businessId, businessId))
    .orderBy(asc(shortcut))
    .limit(SAVED_REPLIES_MAX);
}

/** Keeps a reply under an id that its writer made, new or changed. `taken` where another has the shortcut. */
export function saveReply(
  db: Db,
  { id, shortcut, body, businessId, by }: SavedReply & { businessId: string; by: string },
): Promise<"saved" | "taken" | "too-many"> {
  return db.transaction(async (tx) => {
    // Of two at once each sees the other.
    await tx.select().from(businesses).where(eq(businesses.id, businessId)).for("no key update");
    const isOurs = eq(savedReplies.businessId, businessId);
    const [known] = await tx
      .select({ replies: count() })
      .from(savedReplies)
      .where(and(isOurs, ne(savedReplies.id, id)));
    if ((known?.replies ?? 0) >= SAVED_REPLIES_MAX) return "too-many";
    const [twin] = await tx
      .select({ id: savedReplies.id })
      .from(savedReplies)
      .where(and(isOurs, eq(savedReplies.shortcut, shortcut)));
    if (twin && twin.id !== id) return "taken";
    const said = { shortcut, body, updatedBy: by, updatedAt: new Date() };
    const [saved] = await tx
      .insert(savedReplies)
      .values({ id, businessId, ...said })
      .onConflictDoUpdate({ target: savedReplies.id, set: said, setWhere: isOurs })
      .returning({ id: savedReplies.id });
    return saved ? "saved" : "taken";
  });
}

export async function removeReply(
  db: Db,
  { id, businessId }: { id: string; businessId: string },
): Promise<void> {
  await db.delete(savedReplies).where(and(eq(savedReplies.id, id), eq(savedReplies.businessId, businessId)));
}
