import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Db } from "./client";
import { logos } from "./logo-parts";
import { businesses } from "./schema";

/** A logo that was taken down can be put up again for so long, */
export const LOGO_BACK_WITHIN_MINUTES = 60;
/** and its file is kept this long: somebody may look at a page on which it is. */
const KEPT_FOR = sql`interval '1 day'`;

interface Logo {
  id: string;
  businessId: string;
}

/** The row comes before the file, so that there is no file without a row. */
export async function keepLogo(db: Db, logo: Logo): Promise<void> {
  await db
    .insert(logos)
    .values(logo)
    // The same picture again: one that is shown goes on being shown.
    .onConflictDoUpdate({
      target: logos.id,
      set: { leftAt: sql`case when ${logos.leftAt} is null then null else now() end` },
    });
}

/**
 * Shows a logo of a business, or none, in place of the one before, which is given back. Nothing is done where there is no
 * such logo, or it was taken down too long ago.
 */
export async function showLogo(
  db: Db,
  { businessId, logoId }: { businessId: string; logoId: string | null },
): Promise<{ before: string | null } | null> {
  const isIts = eq(businesses.id, businessId);
  const [business] = await db
    .select({ before: businesses.logoId })
    .from(businesses)
    .where(isIts)
    .for("update");
  if (!business) return null;
  if (logoId !== null && !(await takeUp(db, { businessId, id: logoId }))) return null;
  await db
    .update(logos)
    .set({ leftAt: sql`now()` })
    .where(
      and(
        eq(logos.businessId, businessId),
        isNull(logos.leftAt),
        logoId === null ? undefined : ne(logos.id, logoId),
      ),
    );
  await db.update(businesses).set({ logoId }).where(isIts);
  return business;
}

async function takeUp(db: Db, { businessId, id }: Logo): Promise<boolean> {
  const lately = sql`${logos.leftAt} > now() - make_interval(mins => ${LOGO_BACK_WITHIN_MINUTES})`;
  const rows = await db
    .update(logos)
    .set({ leftAt: null })
    .where(and(eq(logos.id, id), eq(logos.businessId, businessId), or(isNull(logos.leftAt), lately)))
    .returning({ id: logos.id });
  return rows.length > 0;
}

/** Whose logo it is; nothing of a business that is suspended. */
export async function logoById(db: Db, id: string): Promise<Logo | null> {
  const [row] = await db
    .select({ id: logos.id, businessId: logos.businessId })
    .from(logos)
    .innerJoin(businesses, eq(businesses.id, logos.businessId))
    .where(and(eq(logos.id, id), isNull(businesses.suspendedAt)));
  return row ?? null;
}

/**
 * Forgets some that were not shown for long. Their files go in the same transaction: where that fails they are found again,
 * and who brings the same picture meanwhile waits, so that theirs is not taken for the old one.
 */
export function forgetLogos(db: Db, limit: number): Promise<Logo[]> {
  const old = db
    .select({ id: logos.id })
    .from(logos)
    .where(sql`left_at < now() - ${KEPT_FOR}`)
    .orderBy(logos.leftAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  return db
    .delete(logos)
    .where(inArray(logos.id, old))
    .returning({ id: logos.id, businessId: logos.businessId });
}
