/** What a business's own servers are told of, in the order in which it is offered. */
export const webhookTypes = [
  "message.created",
  "message.edited",
  "message.deleted",
  "conversation.created",
  "conversation.updated",
  "broadcast.published",
  "broadcast.edited",
  "broadcast.deleted",
] as const;
export type WebhookType = (typeof webhookTypes)[number];

/** What is sent to try an address; nobody chooses it. */
export const WEBHOOK_TEST = "webhook.test";

export const disabledReasons = ["owner", "gone", "failing", "removed"] as const;
export type DisabledReason = (typeof disabledReasons)[number];

export const deliveryStates = ["waiting", "sending", "delivered", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const WEBHOOKS_PER_BUSINESS_MAX = 10;
/** So long the secret before the newest signs as well. */
export const FORMER_SECRET_MS = DAY_MS;
/** So long one that was deleted can be brought back. */
export const REMOVED_KEPT_MS = DAY_MS;

/** So long whoever was not answered is told the secret of what they made once more. */
export const REPEATED_WITHIN_MS = 10 * MINUTE_MS;

export const DELIVERY_KEPT_MS = 30 * DAY_MS;
/** Of each webhook; the oldest go first. */
export const DELIVERIES_KEPT_MAX = 10_000;
export const DELIVERIES_PAGE_SIZE = 20;

export const ANSWERED_WITHIN_MS = 15 * SECOND_MS;
/** Whoever sends one and is not heard of for longer has lost it to the next. */
export const DELIVERY_LEASE_MS = 4 * ANSWERED_WITHIN_MS;
/** What one process sends at once, and what is on its way to one receiver, from all processes. */
export const DELIVERIES_AT_ONCE_MAX = 16;
export const DELIVERIES_PER_WEBHOOK_MAX = 4;
/** Nothing but failures for so long disables a webhook. */
export const FAILING_MAX_MS = 5 * DAY_MS;

/** After which failure, from the first, one waits how long: the schedule of Standard Webhooks. */
const RETRY_AFTER_MS = [
  ...[5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS],
  ...[14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS],
];
/** Tried so often in vain, which takes three days, a delivery is given up. */
export const DELIVERY_TRIES_MAX = RETRY_AFTER_MS.length + 1;

/** When to try again what failed for the `tries`th time, from 1; `null` where it is given up. */
export function redeliverAfterMs(tries: number): number | null {
  return RETRY_AFTER_MS[tries - 1] ?? null;
}

/** A webhook as its business's owners see it: its secret is shown once, by whatever made it. */
export interface Webhook {
  id: string;
  url: string;
  types: WebhookType[];
  disabled: { at: string; because: DisabledReason } | null;
  /** Since when nothing came through. */
  failingSince: string | null;
  /** Until when the secret before this one signs as well. */
  formerUntil: string | null;
}

/** A line of the log. */
export interface Delivery {
  id: string;
  type: string;
  state: DeliveryState;
  tries: number;
  createdAt: string;
  /** When it is tried again. */
  nextAt: string | null;
  /** What the last try came to: a status and how an answer began, or why there was none. */
  status: number | null;
  answer: string;
  failure: string | null;
  durationMs: number | null;
}

export const WEBHOOK_URL_LENGTH_MAX = 2_048;

/** Whether that is where a webhook may lead. Plain HTTP is for programs on this machine, where that is allowed. */
export function isWebhookAddress(written: string, { toLoopback }: { toLoopback: boolean }): boolean {
  if (written.length > WEBHOOK_URL_LENGTH_MAX || !URL.canParse(written)) return false;
  const url = new URL(written);
  if (url.username !== "" || url.password !== "") return false;
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || (toLoopback && url.protocol === "http:" && isHere);
}
