import { BODY_LENGTH_MAX } from "./protocol/body";
import type { Attachment } from "./protocol/message";

/** A business has no more topics than these. */
export const TOPICS_MAX = 12;
export const TOPIC_NAME_LENGTH_MAX = 40;

/** What waits to be published, drafts and planned posts alike, of one business. */
export const UNPUBLISHED_MAX = 50;
/** Nothing is planned further ahead. */
export const PUBLISH_WITHIN_MS = 366 * 24 * 60 * 60 * 1000;

/** A post is no longer than a message. */
export const POST_LENGTH_MAX = BODY_LENGTH_MAX;

/** A page of what was published. */
export const POSTS_PAGE_SIZE = 20;

/** So many different emoji are put under one post, the first of them; others are refused as `too-many`. */
export const EMOJI_PER_POST_MAX = 8;

/** Where readers hear of posts at once. There are as many relays as there are readers for. */
export const RELAYS_MAX = 100;

/** So many posts that say something else are told of at once, the newest. */
export const CORRECTIONS_MAX = 20;

export const postStates = ["draft", "planned", "published"] as const;
export type PostState = (typeof postStates)[number];

/** How a reader wants to be told of posts away from the site. */
export const tellingWays = ["mail", "push"] as const;
export type TellingWay = (typeof tellingWays)[number];

export interface Topic {
  id: string;
  name: string;
}

/** What is written of a post before it is published. */
export interface WrittenPost {
  body: string;
  attachments: Attachment[];
  topicId: string | null;
  isSilent: boolean;
  /** Whether its readers are asked to confirm that they read it. */
  asksToConfirm: boolean;
}

/** A post that was not published yet, for those who write it. */
export interface WaitingPost extends WrittenPost {
  id: string;
  state: "draft" | "planned";
  /** When it will be published; `null` of a draft. */
  publishAt: string | null;
  /** Why it was not published when it was to be. */
  failure: string | null;
  rev: number;
  updatedAt: string;
}

/** `isKept` is false where somebody else was faster: then it is what they wrote. */
export interface PostKeeping {
  isKept: boolean;
  post: WaitingPost;
}

/** How many will be told of a post. */
export interface Audience {
  readers: number;
  byMail: number;
  byPush: number;
}

/** How far a post has come, in numbers alone. */
export interface Reach {
  readers: number;
  views: number;
  told: Record<TellingWay, Told>;
}

/** Of those who are to be told by one way. What was in hand when its process died may have gone out. */
export interface Told {
  waiting: number;
  sent: number;
  leftOut: number;
  failed: number;
}

/** How a post differs from what its reader read: the parts of both texts, in order. */
export interface PostCorrection {
  postId: string;
  seq: number;
  /** Of its last change. */
  rev: number;
  parts: { text: string; is: "same" | "added" | "removed" }[];
}
