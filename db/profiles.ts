import { eq } from "drizzle-orm";
import type { Profile } from "../lib/profile";
import type { Db } from "./client";
import { businesses } from "./schema";

const { name, category, tagline, about, logoId } = businesses;

/** How a business shows itself, for its owners to change. */
export async function profileOf(db: Db, businessId: string) {
  const [profile] = await db
    .select({ name, category, tagline, about, logoId })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  return profile ?? null;
}

/** Gives back how it was, so that whoever tells of the change knows what changed. */
export async function setProfile(
  db: Db,
  { businessId, ...profile }: Profile & { businessId: string },
): Promise<Profile | null> {
  const isIts = eq(businesses.id, businessId);
  const [before] = await db
    .select({ name, category, tagline, about })
    .from(businesses)
    .where(isIts)
    .for("update");
  if (before) await db.update(businesses).set(profile).where(isIts);
  return before ?? null;
}
