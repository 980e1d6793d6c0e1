import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { PUSH_SUBSCRIPTIONS_MAX } from "../lib/notification";
import type { Db } from "./client";
import { pushSubscriptions as subscriptions } from "./job-parts";
import { sessions } from "./session-parts";

interface Whose {
  userId: string;
  sessionId: string;
}

export type Subscription = Whose & { endpoint: string; p256dh: string; auth: string };

/** A browser is whose sign-in it is, so whoever used it before is told nothing there any more. */
export async function keepSubscription(db: Db, subscription: Subscription): Promise<void> {
  const { endpoint: _, ...now } = subscription;
  await db
    .insert(subscriptions)
    .values(subscription)
    .onConflictDoUpdate({ target: subscriptions.endpoint, set: { ...now, createdAt: sql`now()` } });
  const extra = db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.userId, subscription.userId))
    .orderBy(desc(subscriptions.createdAt), asc(subscriptions.id))
    .offset(PUSH_SUBSCRIPTIONS_MAX);
  await db.delete(subscriptions).where(inArray(subscriptions.id, extra));
}

export async function dropSubscription(
  db: Db,
  { userId, endpoint }: { userId: string; endpoint: string },
): Promise<void> {
  await db
    .delete(subscriptions)
    .where(and(eq(subscriptions.userId, userId), eq(subscriptions.endpoint, endpoint)));
}

/** The browsers of somebody in which they are signed in. */
export function subscriptionsOf(db: Db, userId: string) {
  return db
    .select({
      ...{ id: subscriptions.id, endpoint: subscriptions.endpoint },
      ...{ p256dh: subscriptions.p256dh, auth: subscriptions.auth },
    })
    .from(subscriptions)
    .innerJoin(sessions, eq(sessions.id, subscriptions.sessionId))
    .where(and(eq(subscriptions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(asc(subscriptions.createdAt))
    .limit(PUSH_SUBSCRIPTIONS_MAX);
}
