import { and, asc, count, eq, lt, ne, or, sql } from "drizzle-orm";
import {
  FORMER_SECRET_MS,
  REMOVED_KEPT_MS,
  REPEATED_WITHIN_MS,
  WEBHOOKS_PER_BUSINESS_MAX,
  type Webhook,
  type WebhookType,
} from "../lib/webhook";
import type { Db } from "./client";
import { businesses } from "./schema";
import { webhooks } from "./webhook-parts";

interface Which {
  businessId: string;
  id: string;
}

/** What an owner may do with one: the rest it does by itself. */
export type WebhookWish = "enabled" | "disabled" | "removed";

const isOf = ({ businessId, id }: Which) => and(eq(webhooks.id, id), eq(webhooks.businessId, businessId));
const isThere = or(sql`${webhooks.disabledBecause} is null`, ne(webhooks.disabledBecause, "removed"));

/** The webhooks of a business, the oldest first. */
export async function webhooksOf(db: Db, businessId: string): Promise<Webhook[]> {
  const rows = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.businessId, businessId), isThere))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id));
  return rows.map(toWebhook);
}

type New = Pick<Webhook, "id" | "url" | "types"> & { businessId: string; secret: string };
type Added = { webhook: Webhook; secret: string; isNew: boolean };

/** A repeat within REPEATED_WITHIN_MS brings back the first; `taken` where the id is another's. */
export function addWebhook(db: Db, made: New): Promise<Added | "taken" | "too-many"> {
  return db.transaction(async (tx) => {
    const isFullNow = await isFull(tx, made.businessId);
    const [known] = await tx.select().from(webhooks).where(eq(webhooks.id, made.id));
    if (known) return isRepeat(known, made) ? added(known, { isNew: false }) : "taken";
    if (isFullNow) return "too-many";
    const [row] = await tx.insert(webhooks).values(made).onConflictDoNothing().returning();
    return row ? added(row, { isNew: true }) : "taken";
  });
}

function added(row: Row, { isNew }: Pick<Added, "isNew">): Added {
  return { webhook: toWebhook(row), secret: row.secret, isNew };
}

function isRepeat(known: Row, { businessId, url, types }: New): boolean {
  return (
    known.businessId === businessId &&
    known.url === url &&
    known.types.join() === types.join() &&
    known.disabledBecause !== "removed" &&
    known.createdAt.getTime() > Date.now() - REPEATED_WITHIN_MS
  );
}

/** Where it leads and of what it is told; `null` where there is no such one. */
export async function changeWebhook(
  db: Db,
  { url, types, ...which }: Which & { url: string; types: WebhookType[] },
): Promise<Webhook | null> {
  const [row] = await db
    .update(webhooks)
    .set({ url, types })
    .where(and(isOf(which), isThere))
    .returning();
  return row ? toWebhook(row) : null;
}

/** Whoever enables one again gives it another chance. One that was removed is there again, too, for a while. */
export function setWebhook(
  db: Db,
  { wish, now, ...which }: Which & { wish: WebhookWish; now: Date },
): Promise<Webhook | "gone" | "too-many"> {
  const enabled = { disabledBecause: null, disabledAt: null, failingSince: null, ownersToldAt: null };
  const because = wish === "removed" ? ("removed" as const) : ("owner" as const);
  return db.transaction(async (tx) => {
    const isFullNow = await isFull(tx, which.businessId);
    const [before] = await tx.select().from(webhooks).where(isOf(which)).for("update");
    if (!before) return "gone";
    if (before.disabledBecause === "removed" && wish !== "removed" && isFullNow) return "too-many";
    const [row] = await tx
      .update(webhooks)
      .set(wish === "enabled" ? enabled : { disabledBecause: because, disabledAt: now })
      .where(isOf(which))
      .returning();
    return row ? toWebhook(row) : "gone";
  });
}

/** The one before signs as well for a while, so that nothing is refused while the receiver is told. */
export async function rotateSecret(
  db: Db,
  { secret, now, ...which }: Which & { secret: string; now: Date },
): Promise<Webhook | null> {
  const [row] = await db
    .update(webhooks)
    .set({
      formerSecret: webhooks.secret,
      formerUntil: new Date(now.getTime() + FORMER_SECRET_MS),
      secret,
    })
    .where(and(isOf(which), isThere))
    .returning();
  return row ? toWebhook(row) : null;
}

/** What was removed is gone for good once nobody wants it back. */
export async function dropRemoved(db: Db, now: Date): Promise<void> {
  await db
    .delete(webhooks)
    .where(
      and(
        sql`disabled_because = 'removed'`,
        lt(webhooks.disabledAt, new Date(now.getTime() - REMOVED_KEPT_MS)),
      ),
    );
}

type Row = typeof webhooks.$inferSelect;
type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Of two at once each counts the other. */
async function isFull(tx: Tx, businessId: string): Promise<boolean> {
  await tx
    .select({ id: businesses.id })
    .from(businesses)
    .where(eq(businesses.id, businessId))
    .for("no key update");
  const [known] = await tx
    .select({ count: count() })
    .from(webhooks)
    .where(and(eq(webhooks.businessId, businessId), isThere));
  return (known?.count ?? 0) >= WEBHOOKS_PER_BUSINESS_MAX;
}

function toWebhook(row: Row): Webhook {
  const { id, url, types, disabledAt, disabledBecause, failingSince, formerUntil } = row;
  return {
    ...{ id, url, types },
    disabled: disabledAt && disabledBecause && { at: disabledAt.toISOString(), because: disabledBecause },
    failingSince: failingSince?.toISOString() ?? null,
    formerUntil: formerUntil?.toISOString() ?? null,
  };
}
