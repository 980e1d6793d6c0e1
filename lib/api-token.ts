/**
 * What a personal token of the API may be used for. None is for the account itself: who may sign in, and what tokens
 * there are, is decided on the site alone.
 */
export const apiScopes = ["read", "write", "broadcasts", "webhooks"] as const;
export type ApiScope = (typeof apiScopes)[number];

export const API_TOKENS_PER_PERSON_MAX = 20;
export const API_TOKEN_NAME_LENGTH_MAX = 60;
/** For how many days one may hold, where it is to end by itself. */
export const apiTokenDays = [30, 90, 365] as const;
export type ApiTokenDays = (typeof apiTokenDays)[number];

/** How every such token begins, so that people and scanners know it where it does not belong. */
export const API_TOKEN_PREFIX = "svh_";

/** A token as its person sees it: what it is was shown once, when it was made. */
export interface ApiToken {
  id: string;
  name: string;
  scopes: ApiScope[];
  createdAt: string;
  /** `null` for one that holds until it is ended. */
  expiresAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
}
