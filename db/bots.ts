import { and, eq, sql } from "drizzle-orm";
import { BOT_FORMER_SECRET_MS, type Bot } from "../lib/bot";
import { bots } from "./bot-parts";
import type { Db } from "./client";
import { users } from "./schema";

/** The bot of a business, where it ever had one. */
export async function botOf(db: Pick<Db, "select">, businessId: string): Promise<Bot | null> {
  const [row] = await db
    .select({ bot: bots, name: users.name })
    .from(bots)
    .innerJoin(users, eq(users.id, bots.userId))
    .where(eq(bots.businessId, businessId));
  return row ? toBot(row.bot, row.name) : null;
}

interface New {
  businessId: string;
  name: string;
  url: string;
  secret: string;
}

/** A bot for a business that has none; `null` where it has one: of two who ask at once one makes it. */
export function addBot(db: Db, { name, ...made }: New): Promise<Bot | null> {
  return db.transaction(async (tx) => {
    if (await botOf(tx, made.businessId)) return null;
    const [user] = await tx.insert(users).values({ name, role: "bot" }).returning({ id: users.id });
    if (!user) throw new Error("An insert without a conflict clause returns its row");
    const [row] = await tx
      .insert(bots)
      .values({ ...made, userId: user.id })
      .returning();
    return row ? toBot(row, name) : null;
  });
}

/** What it is called from now on, and where it is asked. */
export function changeBot(
  db: Db,
  { businessId, name, url }: { businessId: string; name: string; url: string },
): Promise<Bot | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx.update(bots).set({ url }).where(eq(bots.businessId, businessId)).returning();
    if (!row) return null;
    await tx.update(users).set({ name }).where(eq(users.id, row.userId));
    return toBot(row, name);
  });
}

/** Whoever switches it on gives it another chance; it is asked about what is said from then on. */
export async function switchBot(
  db: Db,
  { businessId, isOn, now }: { businessId: string; isOn: boolean; now: Date },
): Promise<Bot | null> {
  const on = { disabledAt: null, disabledBecause: null, failingSince: null, failure: null, enabledAt: now };
  const off = { disabledAt: now, disabledBecause: "owner" as const };
  await db
    .update(bots)
    .set(isOn ? on : off)
    .where(and(eq(bots.businessId, businessId), sql`(disabled_at is null) <> ${isOn}`));
  return botOf(db, businessId);
}

/** The one before signs as well for a while, so that nothing is refused while the bot is told. */
export async function rotateBotSecret(
  db: Db,
  { businessId, secret, now }: { businessId: string; secret: string; now: Date },
): Promise<Bot | null> {
  await db
    .update(bots)
    .set({
      ...{ formerSecret: bots.secret, formerUntil: new Date(now.getTime() + BOT_FORMER_SECRET_MS) },
      secret,
    })
    .where(eq(bots.businessId, businessId));
  return botOf(db, businessId);
}

/** Where a bot is asked, and by which secrets it knows who asks, the newest first. */
export async function waysToBot(
  db: Db,
  businessId: string,
): Promise<{ url: string; secrets: string[] } | null> {
  const [row] = await db
    .select({
      url: bots.url,
      secrets: sql<string[]>`case when ${bots.formerUntil} > now()
        then array[${bots.secret}, ${bots.formerSecret}] else array[${bots.secret}] end`,
    })
    .from(bots)
    .where(eq(bots.businessId, businessId));
  return row ?? null;
}

function toBot(row: typeof bots.$inferSelect, name: string): Bot {
  const { userId, url, disabledAt, disabledBecause, failingSince, failure, formerUntil } = row;
  return {
    ...{ userId, name, url },
    disabled: disabledAt && disabledBecause && { at: disabledAt.toISOString(), because: disabledBecause },
    failing: failingSince && { since: failingSince.toISOString(), failure: failure ?? "error" },
    formerUntil: formerUntil?.toISOString() ?? null,
  };
}
