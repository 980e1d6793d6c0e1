import { and, eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { customerRecords as records, tags } from "./work-parts";

interface Whose {
  businessId: string;
  customerId: string;
}

export interface CustomerNote {
  text: string;
  rev: number;
}

/**
 * Keeps what a business notes of a customer. Whoever saves says which version they changed: where somebody was faster
 * nothing is written, and what they wrote comes back.
 */
export async function saveNote(
  db: Db,
  { businessId, customerId, text, rev }: Whose & CustomerNote,
): Promise<CustomerNote & { isSaved: boolean }> {
  const [saved] = await db
    .insert(records)
    .values({ businessId, customerId, note: text, rev: 1 })
    .onConflictDoUpdate({
      target: [records.businessId, records.customerId],
      set: { note: text, rev: rev + 1, updatedAt: sql`now()` },
      setWhere: eq(records.rev, rev),
    })
    .returning({ rev: records.rev });
  if (saved) return { text, rev: saved.rev, isSaved: true };
  const [now] = await db
    .select({ text: records.note, rev: records.rev })
    .from(records)
    .where(and(eq(records.businessId, businessId), eq(records.customerId, customerId)));
  if (!now) throw new Error("a record in the way of another is gone again");
  return { ...now, isSaved: false };
}

/**
 * Puts a tag of the business on a customer, or takes it off. `null` where the business has no such tag, or it would be
 * one too many.
 */
export async function tagCustomer(
  db: Db,
  { businessId, customerId, tagId, on, max }: Whose & { tagId: string; on: boolean; max: number },
): Promise<string[] | null> {
  const isTheirs = and(eq(records.businessId, businessId), eq(records.customerId, customerId));
  return db.transaction(async (tx) => {
    const [tag] = await tx
      .select({ id: tags.id })
      .from(tags)
      .where(and(eq(tags.id, tagId), eq(tags.businessId, businessId)));
    if (on && !tag) return null;
    await tx.insert(records).values({ businessId, customerId }).onConflictDoNothing();
    const [before] = await tx.select({ tags: records.tags }).from(records).where(isTheirs).for("update");
    const others = (before?.tags ?? []).filter((id) => id !== tagId);
    const after = on ? [...others, tagId] : others;
    if (after.length > max) return null;
    await tx.update(records).set({ tags: after }).where(isTheirs);
    return after;
  });
}
