import { eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { users } from "./schema";
import { siteSettings as settings } from "./site-settings-parts";

export type SettingKey = `limit:${string}` | `switch:${string}`;

/** What is not as by default, and who set it so, when. There is at most one of each limit and switch. */
export interface SiteSetting {
  key: string;
  value: number;
  changedBy: string | null;
  changedAt: Date;
}

/** For whoever has to know what holds, at every request of every process. */
export function readSettings(db: Db): Promise<Pick<SiteSetting, "key" | "value">[]> {
  return db.select({ key: settings.key, value: settings.value }).from(settings);
}

export function settingsWithNames(db: Db): Promise<SiteSetting[]> {
  const { key, value, changedAt } = settings;
  return db
    .select({ key, value, changedBy: users.name, changedAt })
    .from(settings)
    .leftJoin(users, eq(users.id, settings.changedBy))
    .orderBy(key);
}

/**
 * Sets one, or with `null` has it be as by default; gives back what was set before. Of two who do so at once one waits
 * for the other, so that each is told what they changed.
 */
export async function changeSetting(
  tx: Db,
  { key, value, by }: { key: SettingKey; value: number | null; by: string },
): Promise<{ before: number | null }> {
  await tx.execute(sql`lock table ${settings} in share row exclusive mode`);
  const [found] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  const before = found?.value ?? null;
  if (value === before) return { before };
  if (value === null) await tx.delete(settings).where(eq(settings.key, key));
  else {
    const set = { value, changedBy: by, changedAt: sql`now()` };
    await tx
      .insert(settings)
      .values({ key, ...set })
      .onConflictDoUpdate({ target: settings.key, set });
  }
  return { before };
}
