/** What is out of the ordinary about how somebody signs in. */
export const signInEventKinds = [
  "new-device",
  "new-network",
  /** Wrong passwords, counted together. */
  "failures",
  /** A refresh token of the API came once more after it was used up. */
  "token-reused",
] as const;
export type SignInEventKind = (typeof signInEventKinds)[number];

export interface SignInEvent {
  id: string;
  kind: SignInEventKind;
  device: string | null;
  network: string | null;
  /** How often, of failures. */
  count: number;
  at: string;
}

/** After which nothing is known of it any more; a device that was not seen for so long is a new one. */
export const SIGN_IN_EVENTS_KEPT_MS = 90 * 24 * 60 * 60_000;
export const SIGN_IN_EVENTS_PER_PERSON_MAX = 50;
/** Fewer wrong passwords are a slip of the hand. */
export const FAILURES_TOLD_MIN = 5;
export const FAILURES_TOGETHER_MS = 60 * 60_000;
/** Whoever has just registered is new everywhere. */
export const NEWCOMER_MS = 60 * 60_000;
