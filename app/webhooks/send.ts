import { webhookContent } from "@/db/webhook-content";
import { type ClaimedDelivery, claimDeliveries, finishDelivery, type Tried } from "@/db/webhook-deliveries";
import { recordIncident } from "@/lib/server/incident";
import { NotFetched } from "@/lib/server/outside";
import { unseal } from "@/lib/server/sealing";
import { ANSWERED_WITHIN_MS, DELIVERIES_AT_ONCE_MAX } from "@/lib/webhook";
import { db } from "../database";
import { isOn } from "../site-settings";
import { postSigned } from "./post-signed";

const GONE = 410;
/** Of what Postgres stores no NUL. */
const NULS = /\0/g;

const underway = new Set<Promise<unknown>>();
let inHand = 0;

/** Has what is due sent, and what becomes due by that; while webhooks are switched off it waits. Whatever hangs goes on hanging by itself. */
export async function sendDeliveries(now = new Date()): Promise<boolean> {
  if (!(await isOn("webhooks"))) return false;
  const limit = DELIVERIES_AT_ONCE_MAX - inHand;
  const claimed = limit > 0 ? await claimDeliveries(db(), { now, limit }) : [];
  for (const delivery of claimed) {
    inHand += 1;
    const sending = send(delivery, now)
      .finally(() => {
        inHand -= 1;
      })
      .then(() => sendDeliveries(now))
      .catch((error: unknown) => recordIncident(`webhook delivery ${delivery.id}`, error))
      .finally(() => underway.delete(sending));
    underway.add(sending);
  }
  return false;
}

/** For whoever must not end before all is sent. */
export async function whenSent(): Promise<void> {
  while (underway.size > 0) await Promise.race(underway);
}

/** Sends one, and keeps what came of it. Nothing that a receiver does makes it throw. */
export async function send(delivery: ClaimedDelivery, now = new Date()): Promise<void> {
  const tried = await attempt(delivery, now).catch((error: unknown): Tried => {
    recordIncident(`webhook delivery ${delivery.id}`, error);
    return { ...UNANSWERED, failure: "error", durationMs: 0 };
  });
  await finishDelivery(db(), delivery, tried, new Date(now.getTime() + tried.durationMs));
}

const UNANSWERED = { isDelivered: false, isGone: false, status: null, answer: "" };

async function attempt(delivery: ClaimedDelivery, now: Date): Promise<Tried> {
  const content = await webhookContent(db(), delivery);
  // What there was to tell of is gone: nothing will ever come of it.
  if (!content) return { ...UNANSWERED, isDelivered: true, failure: "nothing-left", durationMs: 0 };
  return hand(delivery, content, now);
}

async function hand(delivery: ClaimedDelivery, data: object, now: Date): Promise<Tried> {
  const { id, type, at, url, webhookId } = delivery;
  const place = { column: "webhooks.secret", row: webhookId } as const;
  const secrets = delivery.secrets.map((sealed) => unseal(sealed, place));
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  const begunMs = performance.now();
  const after = () => Math.round(performance.now() - begunMs);
  try {
    const { status, head } = await postSigned({
      url,
      body,
      secrets,
      id,
      at: now,
      withinMs: ANSWERED_WITHIN_MS,
    });
    const isDelivered = status >= 200 && status < 300;
    const answer = head.toWellFormed().replace(NULS, "");
    return { isDelivered, isGone: status === GONE, status, answer, failure: null, durationMs: after() };
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    return { ...UNANSWERED, failure: error.because, durationMs: after() };
  }
}
