import { isStaff } from "./permissions";
import type { Message } from "./protocol/message";

export const botCallStates = ["waiting", "calling", "awaiting"] as const;

export const botDisabledReasons = ["owner", "gone", "failing"] as const;
export type BotDisabledReason = (typeof botDisabledReasons)[number];

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

export const BOT_NAME_LENGTH_MAX = 40;
/** What is said before, and is told along with what it is asked. */
export const BOT_CONTEXT_MESSAGES = 20;

/** It says within so long that it was asked. */
export const BOT_TAKEN_WITHIN_MS = 10 * SECOND_MS;
/** And answers within so long from then on; after that a person shall. */
export const BOT_ANSWERED_WITHIN_MS = 60 * SECOND_MS;
/** Whoever asks and is not heard of for longer has lost it to the next. */
export const BOT_CALL_LEASE_MS = 3 * BOT_TAKEN_WITHIN_MS;
/** What one process asks at once, and what one bot is asked at once, by all processes. */
export const BOT_CALLS_AT_ONCE_MAX = 16;
export const BOT_CALLS_PER_BOT_MAX = 4;
/** Not reached for so long, it is not asked any more. */
export const BOT_FAILING_MAX_MS = DAY_MS;
/** So long the secret before the newest signs as well. */
export const BOT_FORMER_SECRET_MS = DAY_MS;

/** After which failure, from the first, one waits how long. */
const RETRY_AFTER_MS = [2 * SECOND_MS, 8 * SECOND_MS];

/**
 * When to ask again what failed for the `tries`th time, from 1; `null` where a person shall go on. Where nothing came
 * through lately nobody waits for a second try.
 */
export function askAgainAfterMs(tries: number, { isFailing }: { isFailing: boolean }): number | null {
  return isFailing ? null : (RETRY_AFTER_MS[tries - 1] ?? null);
}

/** The bot of a business as its owners see it: its secret is shown once, by whatever made it. */
export interface Bot {
  userId: string;
  name: string;
  url: string;
  disabled: { at: string; because: BotDisabledReason } | null;
  /** Since when it was not reached, and why the last time: a status, or a name of what went wrong. */
  failing: { since: string; failure: string } | null;
  /** Until when the secret before this one signs as well. */
  formerUntil: string | null;
}

/** Whether the bot that said this goes on, as far as is known: nothing that came after it is of anybody of the business. */
export function isWithBot(messages: readonly Message[], { seq }: Pick<Message, "seq">): boolean {
  return !messages.some((each) => each.seq > seq && (isStaff(each.senderRole) || endsBot(each)));
}

function endsBot({ kind, metadata: { event, role } }: Message): boolean {
  return kind === "system" && (event === "handover" || (event === "joined" && role !== "bot"));
}
