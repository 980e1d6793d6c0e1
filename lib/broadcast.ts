/** A business has no more topics than these. */
export const TOPICS_MAX = 12;
export const TOPIC_NAME_LENGTH_MAX = 40;

/** What waits to be published, drafts and planned posts alike, of one business. */
export const UNPUBLISHED_MAX = 50;
/** Nothing is planned further ahead. */
export const PUBLISH_WITHIN_MS = 366 * 24 * 60 * 60 * 1000;

/** A page of what was published. */
export const POSTS_PAGE_SIZE = 20;

/** So many different emoji are put under one post, the first of them; others are refused as `too-many`. */
export const EMOJI_PER_POST_MAX = 8;

export const postStates = ["draft", "planned", "published"] as const;
export type PostState = (typeof postStates)[number];

/** How a reader wants to be told of posts away from the site. */
export const tellingWays = ["mail", "push"] as const;
export type TellingWay = (typeof tellingWays)[number];
