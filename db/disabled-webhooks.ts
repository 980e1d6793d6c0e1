import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { businesses, memberships, users } from "./schema";
import { webhooks } from "./webhook-parts";

/** Takes webhooks that were disabled because of their receiver, each once; nobody else gets those. */
export async function claimDisabled(db: Db, { now, limit }: { now: Date; limit: number }) {
  const untold = db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(sql`owners_told_at is null and disabled_because in ('gone', 'failing')`)
    .limit(limit)
    .for("update", { skipLocked: true });
  return db
    .update(webhooks)
    .set({ ownersToldAt: now })
    .where(sql`${webhooks.id} = any (array(${untold}))`)
    .returning({
      id: webhooks.id,
      businessId: webhooks.businessId,
      url: webhooks.url,
      because: webhooks.disabledBecause,
    });
}

/** The owners of some businesses who have an address. */
export async function ownersOf(db: Db, businessIds: string[]) {
  const rows = await db
    .select({
      businessId: businesses.id,
      business: businesses.name,
      slug: businesses.slug,
      email: users.email,
      locale: users.locale,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(businesses, eq(businesses.id, memberships.businessId))
    .where(and(inArray(memberships.businessId, businessIds), eq(memberships.role, "owner")));
  return rows.flatMap(({ email, ...row }) => (email === null ? [] : [{ ...row, email }]));
}
