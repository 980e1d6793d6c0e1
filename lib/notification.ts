const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** What somebody wants to be told of a conversation: of all, only of where they are named, or of nothing. */
export const notificationLevels = ["all", "mentions", "none"] as const;
export type NotificationLevel = (typeof notificationLevels)[number];

/** Browsers of one person that are told at once; of more, those that came first are not any more. */
export const PUSH_SUBSCRIPTIONS_MAX = 20;
export const PUSH_ENDPOINT_LENGTH_MAX = 1_000;
/** So long somebody who looks at a conversation has for reading a message before their devices ring. */
export const PUSH_AFTER_MS = 3 * SECOND_MS;
/** Kept by the push service so long for a device that is off. */
export const PUSH_TTL_SECONDS = 24 * 60 * 60;

/** So long somebody has for reading a message before a mail tells of it. */
export const MAIL_AFTER_MS = 10 * MINUTE_MS;
/** And so long those who only write mails wait for an answer: what is said meanwhile comes along. */
export const MAIL_ANSWER_AFTER_MS = MINUTE_MS;
/** So much of files goes out with one mail; larger ones are only named. */
export const MAIL_FILES_BYTES_MAX = 10 * 1024 * 1024;
/** More messages a mail does not show; it says that there are more. */
export const DIGEST_MESSAGES_MAX = 10;

/** Of a business where nobody has a conversation in hand, no more members than these are told of it. */
export const MEMBERS_TOLD_MAX = 50;

/** Whoever has a job in hand and is not heard of for longer has lost it to the next. */
export const JOB_LEASE_MS = MINUTE_MS;
/** Tried so often in vain, which takes a day, a job is given up, and stays to be seen. */
export const JOB_TRIES_MAX = 30;
const RETRY_FIRST_MS = 15 * SECOND_MS;
const RETRY_LAST_MS = 60 * MINUTE_MS;

/** When to try again what failed for the `tries`th time, from 1: twice as long each time, an hour in the end. */
export function retryAfterMs(tries: number): number {
  return Math.min(RETRY_FIRST_MS * 2 ** (tries - 1), RETRY_LAST_MS);
}
