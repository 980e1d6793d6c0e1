/** How long a business may choose to keep what is written; `null` keeps it for ever. */
export const MESSAGE_DAYS = [30, 60, 90, 180, 365, 730, 1_095, 1_825, 2_555, 3_650] as const;
/** After how many days of silence a conversation is archived; `null` leaves that to people. */
export const ARCHIVE_DAYS = [7, 14, 30, 60, 90, 180, 365] as const;

/** So long after it was decided nothing is taken yet, and it can be undone. */
export const RETENTION_GRACE_DAYS = 7;
export const DAY_MS = 24 * 60 * 60 * 1_000;
export const RETENTION_GRACE_MS = RETENTION_GRACE_DAYS * DAY_MS;

/** Of more that would go it is only said that it is more. */
export const RETENTION_COUNTED_MAX = 10_000;
/** What was shown holds for so long; then it is to be looked at again. */
export const RETENTION_SHOWN_FOR_MS = 60 * 60 * 1_000;

/** What a business keeps. */
export interface Keeping {
  messageDays: number | null;
  archiveDays: number | null;
}

export const KEPT_FOR_EVER: Keeping = { messageDays: null, archiveDays: null };

export function isSameKeeping(one: Keeping, other: Keeping): boolean {
  return one.messageDays === other.messageDays && one.archiveDays === other.archiveDays;
}

/** Whether something goes by `after` that would stay by `before`: then it waits for its grace. */
export function isStricter(after: Keeping, before: Keeping): boolean {
  return isSooner(after.messageDays, before.messageDays) || isSooner(after.archiveDays, before.archiveDays);
}

/** Whether messages, or conversations, go earlier by that. */
export function isSooner(days: number | null, before: number | null): boolean {
  return days !== null && (before === null || days < before);
}
