/** So many may be invited to work for a business at once. */
export const TEAM_INVITATIONS_OPEN_MAX = 50;
/** Whoever was taken out may be let in again by a click for so long. */
export const TAKEN_BACK_WITHIN_MS = 60 * 60_000;
