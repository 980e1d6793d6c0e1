import { eq } from "drizzle-orm";
import type { Reception } from "../lib/reception";
import type { Db } from "./client";
import { businesses } from "./schema";

const { hours, holidays, timeZone, greeting, awayText } = businesses;

/** How a business receives people. */
export async function receptionOf(db: Db, businessId: string): Promise<Reception | null> {
  const [business] = await db
    .select({ hours, holidays, timeZone, greeting, awayText })
    .from(businesses)
    .where(eq(businesses.id, businessId));
  return business ?? null;
}

/** Changes what is named of it. */
export async function setReception(
  db: Db,
  { businessId, changes }: { businessId: string; changes: Partial<Reception> },
): Promise<void> {
  await db.update(businesses).set(changes).where(eq(businesses.id, businessId));
}
