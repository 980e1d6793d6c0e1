import { sweepDeliveries } from "@/db/webhook-deliveries";
import { dropRemoved } from "@/db/webhooks";
import { db } from "../database";

const EVERY_MS = 10 * 60 * 1_000;

let sweptAtMs = 0;

/** Forgets what is kept long enough, now and then. */
export async function sweepWebhooks(now = new Date()): Promise<boolean> {
  if (now.getTime() - sweptAtMs < EVERY_MS) return false;
  await dropRemoved(db(), now);
  const hasMore = await sweepDeliveries(db(), now);
  if (!hasMore) sweptAtMs = now.getTime();
  return hasMore;
}
