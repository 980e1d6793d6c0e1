import type { ActionResult } from "@/lib/action-result";
import type { Audience, PostKeeping, Topic, WaitingPost } from "@/lib/broadcast";
import type { ConfirmedCursor, ConfirmedPage } from "@/lib/confirmation";
import type { SavedPost } from "./post-keeper";

interface Which {
  businessId: string;
  id: string;
}

/** What the owners of a business may have done with a post that is not published. */
export interface DraftActions {
  save: (asked: SavedPost & { businessId: string }) => Promise<ActionResult<PostKeeping>>;
  plan: (asked: Which & { rev: number; publishAt: string }) => Promise<ActionResult<PostKeeping>>;
  takeBack: (asked: Which) => Promise<ActionResult<WaitingPost>>;
  drop: (asked: Which) => Promise<ActionResult<unknown>>;
  publish: (
    asked: Which & { rev: number },
  ) => Promise<ActionResult<{ is: "published" | "planned" | "failed" | "changed" }>>;
  test: (asked: {
    businessId: string;
    draftId: string;
  }) => Promise<ActionResult<{ mail: boolean; push: number }>>;
  audience: (asked: { businessId: string; topicId: string | null }) => Promise<ActionResult<Audience>>;
}

/** And with one that is. */
export interface PublishedActions {
  edit: (asked: Which & { body: string }) => Promise<ActionResult<unknown>>;
  remove: (asked: Which) => Promise<ActionResult<unknown>>;
  restore: (asked: Which) => Promise<ActionResult<unknown>>;
  confirmed: (asked: Which & { before: ConfirmedCursor }) => Promise<ActionResult<ConfirmedPage>>;
}

/** And with what was asked about it. */
export interface QuestionActions {
  answer: (asked: {
    businessId: string;
    postId: string;
    id: string;
    body: string;
    questionIds: string[];
  }) => Promise<ActionResult<unknown>>;
  show: (asked: Which & { questionId: string | null }) => Promise<ActionResult<unknown>>;
}

export interface TopicActions {
  saveTopic: (asked: Topic & { businessId: string }) => Promise<ActionResult<Topic>>;
  removeTopic: (asked: Which) => Promise<ActionResult<unknown>>;
  orderTopics: (asked: { businessId: string; ids: string[] }) => Promise<ActionResult<unknown>>;
}

/** Whose post it is, and what is decided of all of them. */
export interface DeskOf {
  business: { id: string; slug: string; name: string };
  /** Whose name is under what they write here. */
  author: { id: string; name: string };
  topics: Topic[];
  /** By whose clock posts are planned. */
  timeZone: string;
}
