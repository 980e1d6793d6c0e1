/** One more is refused. */
export const GROUP_MEMBERS_MAX = 100;
export const GROUP_TITLE_LENGTH_MAX = 80;

/** A host says who is in a group and what it is called; so may everyone of its business. */
export const ranks = ["member", "host"] as const;
export type Rank = (typeof ranks)[number];
