/** Whoever asks to be erased may take that back for so long. */
export const ERASURE_GRACE_DAYS = 7;
export const ERASURE_GRACE_MS = ERASURE_GRACE_DAYS * 24 * 60 * 60 * 1_000;
