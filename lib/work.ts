/** How a conversation stands as the business's work: what its agents decide of it, and no customer ever sees. */
export const workStatuses = ["open", "snoozed", "completed", "archived"] as const;
export type WorkStatus = (typeof workStatuses)[number];

/** From low to urgent; what nobody decided is normal. */
export const priorities = ["low", "normal", "high", "urgent"] as const;
export const PRIORITY_NORMAL = 1;
export const PRIORITY_MAX = priorities.length - 1;

export const TAGS_PER_CONVERSATION_MAX = 20;
/** More are not named by one note. */
export const MENTIONS_MAX = 20;
/** Of conversations; more are changed one after the other. */
export const WORK_AT_ONCE_MAX = 100;
/** Nobody plans further ahead. */
export const SNOOZED_FOR_MAX_MS = 366 * 24 * 60 * 60 * 1000;

/** Who it is that changes what time changes. */
export const CLOCK = { userId: "00000000-0000-4000-8000-00000000000c", name: "", role: "owner" } as const;

export interface Work {
  status: WorkStatus;
  /** There while it is snoozed, and only then. */
  snoozedUntil: string | null;
  assigneeId: string | null;
  /** An index of `priorities`. */
  priority: number;
  /** Ids, in the order they were put on. */
  tags: string[];
}

export const UNTOUCHED: Work = {
  status: "open",
  snoozedUntil: null,
  assigneeId: null,
  priority: PRIORITY_NORMAL,
  tags: [],
};

/** How it shall stand, so that asking again changes nothing. */
export interface WorkWish {
  status?: WorkStatus | undefined;
  snoozedUntil?: string | null | undefined;
  assigneeId?: string | null | undefined;
  priority?: number | undefined;
  tag?: { id: string; on: boolean } | undefined;
}

export type WorkVerdict =
  | { is: "changed"; work: Work; was: WorkWish; now: WorkWish }
  | { is: "same" }
  | { is: "refused"; code: "bad-command" | "conflict" | "too-many" };

/**
 * What becomes of work by a wish. `was` and `now` hold only what changed: `was` is the wish that takes it back.
 * Where it does not stand as `expected` any more, somebody was faster: `conflict`.
 */
export function workAfter(before: Work, wish: WorkWish, expected: WorkWish = {}): WorkVerdict {
  if (wish.tag?.on && !before.tags.includes(wish.tag.id) && before.tags.length >= TAGS_PER_CONVERSATION_MAX)
    return { is: "refused", code: "too-many" };
  const work = standing(before, wish);
  if ((work.status === "snoozed") !== (work.snoozedUntil !== null))
    return { is: "refused", code: "bad-command" };
  const [was, now] = [differenceOf(work, before), differenceOf(before, work)];
  if (Object.keys(now).length === 0) return { is: "same" };
  if (Object.keys(differenceOf(before, standing(before, expected))).length > 0)
    return { is: "refused", code: "conflict" };
  return { is: "changed", work, was, now };
}

function standing(before: Work, { tag, ...wish }: WorkWish): Work {
  const status = wish.status ?? before.status;
  const until = wish.snoozedUntil === undefined ? before.snoozedUntil : wish.snoozedUntil;
  return {
    status,
    snoozedUntil: status === "snoozed" ? until : null,
    assigneeId: wish.assigneeId === undefined ? before.assigneeId : wish.assigneeId,
    priority: wish.priority ?? before.priority,
    tags: tag ? tagged(before.tags, tag) : before.tags,
  };
}

function tagged(tags: string[], { id, on }: { id: string; on: boolean }): string[] {
  if (tags.includes(id) === on) return tags;
  return on ? [...tags, id] : tags.filter((each) => each !== id);
}

/** What `to` has that `from` has not. */
function differenceOf(from: Work, to: Work): WorkWish {
  const added = to.tags.find((id) => !from.tags.includes(id));
  const removed = from.tags.find((id) => !to.tags.includes(id));
  return {
    ...(from.status !== to.status && { status: to.status }),
    ...(from.snoozedUntil !== to.snoozedUntil && { snoozedUntil: to.snoozedUntil }),
    ...(from.assigneeId !== to.assigneeId && { assigneeId: to.assigneeId }),
    ...(from.priority !== to.priority && { priority: to.priority }),
    ...(added !== undefined && { tag: { id: added, on: true } }),
    ...(removed !== undefined && { tag: { id: removed, on: false } }),
  };
}

/**
 * The notes of a conversation are a conversation of their own, in which its customer has no part. Its id is made of
 * the other's, and ends alike: both live in the same shard, and what is asked of both is never stored at once.
 */
export function notesIdOf(conversationId: string): string {
  return `${conversationId.slice(0, 14)}8${conversationId.slice(15)}`;
}

/** Whom a note names, as they were called then. */
export interface Mention {
  userId: string;
  name: string;
}

/** Whom a note names. Nothing but the ledger writes this, into notes alone. */
export function mentionsOf({ metadata }: { metadata: Record<string, unknown> }): Mention[] {
  return Array.isArray(metadata.mentions) ? metadata.mentions : [];
}

const THANKS_LENGTH_MAX = 80;
const thanks =
  /^(?:(?:ok(?:ay)?|great|perfect|super|cool|yes|si|sí|vale|all good|that's all|done|nice|lovely|wonderful|thanks?|thank you|thx|ty|many thanks|cheers|much appreciated|so much|very much|a lot|a million|again|for (?:the|your) (?:quick |fast |kind )?(?:help|reply|answer|support)|gracias|muchas gracias|mil gracias|muchísimas gracias|por (?:la|tu|su) (?:ayuda|respuesta)|perfecto|genial|شكرا|شكرًا|شكراً|شكرا جزيلا|جزيلا|تمام|ممتاز)[\s,.!]*)+$/iu;

/** Whether a message only says thanks: what is done stays done. */
export function isThanks(body: string): boolean {
  const text = body.replace(/\p{Extended_Pictographic}|\uFE0F|\u200D/gu, "").trim();
  if (body.trim() !== "" && text === "") return true;
  return text.length <= THANKS_LENGTH_MAX && thanks.test(text);
}
