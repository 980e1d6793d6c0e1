/** More businesses than these nobody follows. */
export const FOLLOWED_MAX = 500;

/** How somebody follows a business. */
export interface Reading {
  /** The topics they want; all, also later ones, where it is `null`. */
  topicIds: string[] | null;
  isPushed: boolean;
  /** Where they asked for mails, and whether whoever reads there has said so too. */
  mail: { address: string; isConfirmed: boolean } | null;
}

/** So many readers are looked through at once for whom a post is. */
export const READERS_ASKED_AT_ONCE_MAX = 1_000;
/** So many are told at once: no more are in anyone's hands when a process dies. */
export const TOLD_AT_ONCE_MAX = 20;
/** Whoever has a telling in hand and is not heard of for longer is gone: a mail server may take its time with each line. */
export const TELLING_LEASE_MS = 5 * 60_000;
/** Tried so often in vain, which takes some hours, it is given up: a post is news, and grows old. */
export const TELLING_TRIES_MAX = 12;
