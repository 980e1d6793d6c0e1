import { isStaff, type Role } from "./permissions";

/** One more is refused. */
export const GROUP_MEMBERS_MAX = 100;
export const GROUP_TITLE_LENGTH_MAX = 80;
/** As many groups one person hosts at a time; another is refused. */
export const GROUPS_PER_PERSON_MAX = 50;

/** A host says who is in a group and what it is called; so may everyone of its business. */
export const ranks = ["member", "host"] as const;
export type Rank = (typeof ranks)[number];

export function hosts(role: Role, rank: Rank | null | undefined): boolean {
  return isStaff(role) || rank === "host";
}

export const INVITATION_TTL_SECONDS = 7 * 24 * 60 * 60;
/** Invitations of one group that can still be used; another is refused until one is revoked, used or over. */
export const INVITATIONS_OPEN_MAX = 20;
/** Addresses that are written to when a group is made. */
export const INVITED_AT_ONCE_MAX = 10;

/** Why an invitation lets this person in, or does not. */
export type InvitationState =
  | "open"
  | "member"
  | "expired"
  /** Taken back, or whoever made it may invite no more. */
  | "revoked"
  | "used"
  | "full"
  | "other-address"
  /** They were shown out after it was made. */
  | "removed";
