/** What goes out of the platform and may fail: a list of each, with what became of it. */
export const failureKinds = [
  "mail",
  "push",
  "webhook-mail",
  "delivery",
  "post-mail",
  "post-push",
  "bot",
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** What can be tried again, or dropped. Bots are asked while somebody waits: later nobody would. */
export const settledKinds = ["mail", "push", "webhook-mail", "delivery", "post-mail", "post-push"] as const;
export type SettledKind = (typeof settledKinds)[number];

export const failureWishes = ["retry", "drop"] as const;
export type FailureWish = (typeof failureWishes)[number];

/** One line of a list. Why is the first line of an error, without an address and without anything that was written. */
export interface Failure {
  id: string;
  /** When it was asked for, or since when it fails. */
  at: string;
  tries: number | null;
  why: string;
  /** When it is tried again; nothing where it was given up. */
  nextAt: string | null;
  businessName: string | null;
  /** Where it was to go, as far as that is no person's. */
  host: string | null;
}

export const FAILURES_PAGE_SIZE = 25;
/** More are not counted. */
export const FAILURES_COUNTED_MAX = 10_000;
/** So many of a kind are settled by one click; whoever wants more clicks again. */
export const FAILURES_SETTLED_AT_ONCE_MAX = 1_000;
/** What somebody wrote down of an error may go on for long. */
export const FAILURE_LENGTH_MAX = 200;

/** Text of an error as admins may read it: its first line, and nobody's address. */
export function withoutAddresses(why: string): string {
  const [first = ""] = why.split(/[\r\n]/);
  return first.replaceAll(/[^\s<>@"']+@[^\s<>@"']+/g, "…@…").slice(0, FAILURE_LENGTH_MAX);
}
