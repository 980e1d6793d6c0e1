import { BODY_LENGTH_MAX } from "./protocol/body";

/** What somebody has begun to write goes to the customer, or stays among the business. */
export const draftModes = ["reply", "note"] as const;
export type DraftMode = (typeof draftModes)[number];

/** A longer one stays in the tab it is written in: it could not be sent at once either. */
export const DRAFT_LENGTH_MAX = BODY_LENGTH_MAX;

/** As the site keeps it; what was never kept is empty, at `rev` 0. */
export interface KeptDraft {
  body: string;
  rev: number;
}

/** `isKept` is false where another device was faster: then it is its draft. */
export interface DraftKeeping extends KeptDraft {
  isKept: boolean;
}

export const NO_DRAFT: KeptDraft = { body: "", rev: 0 };
