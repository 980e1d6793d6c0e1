import type { Post } from "./protocol/post";

/** Past so many the confirmations of a post are not counted on. */
export const CONFIRMATIONS_COUNTED_MAX = 50_000;

/** So many of those who agreed to be named are shown at once. */
export const CONFIRMED_PAGE_SIZE = 50;

/** That somebody confirmed a post, for themselves to see. */
export interface OwnConfirmation {
  confirmedAt: string;
  /** Whether the business is told their name. */
  isNamed: boolean;
  /** The version of the post that they confirmed. */
  rev: number;
  /** Of the post as it is, where they confirmed that; otherwise nothing. */
  editedAt: string | null;
}

/** What the owners of a business are told of the confirmations of a post. */
export interface ConfirmationCounts {
  /** Of what it says now, and of what it said before; `ofReaders` of those who follow and confirmed what it says now. */
  now: number;
  before: number;
  ofReaders: number;
  named: number;
  /** Whether there are so many that not all were counted. */
  isMore: boolean;
}

/** Somebody who agreed to be named. */
export interface Confirmed {
  /** Of the confirmation, and nobody's own. */
  id: string;
  name: string;
  confirmedAt: string;
  isOfNow: boolean;
}

export interface ConfirmedPage {
  /** The newest first. */
  confirmed: Confirmed[];
  hasMore: boolean;
}

/** Where a page ended. */
export type ConfirmedCursor = Pick<Confirmed, "id" | "confirmedAt">;

/** Whether it is a confirmation of what the post says now. */
export function isOfNow(
  own: Pick<OwnConfirmation, "editedAt">,
  { editedAt }: Pick<Post, "editedAt">,
): boolean {
  return editedAt === null || (own.editedAt !== null && editedAt <= own.editedAt);
}
