import { type InboxView, inOrderOf, isInView, unreadIn, versionOf } from "@/lib/inbox-view";
import type { FeedEvent, Summary } from "@/lib/protocol/feed";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import type { ReadTo } from "./read-ahead";

/** What a feed said since the list was first loaded, by conversation: the newest of each. */
export type Heard = Record<string, HeardOf>;

interface HeardOf {
  summary?: Summary;
  readSeq?: number;
  leftRev?: number;
  mentionedAt?: string;
  /** There once a note that named the reader was deleted: whether one still does, only the server knows. */
  isMentionInDoubt?: boolean;
  /** The list was loaded after it was heard: where it is not in it, it does not belong there. */
  isSettled?: boolean;
}

/** Takes in an event; the same object when it says nothing new about this reader's list. */
export function hear(heard: Heard, event: FeedEvent, readerId: string): Heard {
  if (event.type === "conversation:changed") {
    const { conversation } = event;
    const { isSettled: _, ...known } = heard[conversation.id] ?? {};
    const version = Math.max(known.summary ? versionOf(known.summary) : -1, known.leftRev ?? -1);
    if (version >= versionOf(conversation)) return heard;
    return { ...heard, [conversation.id]: { ...known, summary: conversation } };
  }
  if (event.type === "conversation:left") {
    const { conversationId, rev: leftRev } = event;
    return { ...heard, [conversationId]: { ...heard[conversationId], leftRev } };
  }
  if (event.type === "receipt" && event.userId === readerId) {
    const known = heard[event.conversationId];
    const readSeq = Math.max(known?.readSeq ?? 0, event.read);
    return { ...heard, [event.conversationId]: { ...known, readSeq } };
  }
  if (event.type === "mentioned" && event.userId === readerId) {
    const { conversationId, at: mentionedAt } = event;
    const { isSettled: _, ...known } = heard[conversationId] ?? {};
    if (known.isMentionInDoubt !== undefined) return doubtMention(heard, conversationId);
    return { ...heard, [conversationId]: { ...known, mentionedAt } };
  }
  if (event.type === "mentions:changed" && event.userId === readerId)
    return doubtMention(heard, event.conversationId);
  return heard;
}

function doubtMention(heard: Heard, id: string): Heard {
  const { mentionedAt: _, ...known } = heard[id] ?? {};
  return { ...heard, [id]: { ...known, isMentionInDoubt: true } };
}

/** After the list was loaded anew by an answer that was asked for once all of `before` had been heard. */
export function settle(heard: Heard, before: Heard): Heard {
  return Object.fromEntries(
    Object.entries(heard).map(([id, each]) => [id, each === before[id] ? settled(each) : each]),
  );
}

function settled({ mentionedAt: _, isMentionInDoubt, ...each }: HeardOf): HeardOf {
  return { ...each, isSettled: true, ...(isMentionInDoubt !== undefined && { isMentionInDoubt: false }) };
}

/** Whose list it is, and what of it is looked at: all there is, for those who have no inbox. */
export interface Looking {
  readerId: string;
  view: InboxView | undefined;
}

/**
 * The list as it stands: what was loaded, what was heard on top, in the order of the view. Neither a late answer nor a
 * late event can bring an older state back, because of two the newer counts. It ends where the loaded pages end: what
 * stands behind that comes with the next page. `ahead` is what is shown as read, and is not yet.
 */
export function mergeList(
  pages: ConversationList[],
  heard: Heard,
  { readerId, view }: Looking,
  ahead: ReadTo = {},
): ListedConversation[] {
  const merged = new Map<string, ListedConversation>();
  for (const loaded of pages.flatMap(({ conversations }) => conversations)) {
    const known = merged.get(loaded.id);
    if (!known || versionOf(known) < versionOf(loaded)) merged.set(loaded.id, loaded);
  }
  for (const [id, each] of Object.entries(heard)) {
    const known = merged.get(id);
    const now = known ? after(known, each) : newcomer(each, view);
    if (now) merged.set(id, now);
    else merged.delete(id);
  }
  for (const [id, readSeq] of Object.entries(ahead)) {
    const known = merged.get(id);
    if (known && known.readSeq < readSeq) merged.set(id, { ...known, readSeq });
  }
  return [...merged.values()]
    .filter((each) => (!view || isInView(view, each, readerId)) && !isBehind(pages, each, view))
    .toSorted(orderOf(view));
}

/** Whether a conversation was heard of, and not loaded, that may be shown: then the list is to be loaded anew. */
export function isToLoad(pages: ConversationList[], heard: Heard, { readerId, view }: Looking): boolean {
  const loaded = new Set(pages.flatMap(({ conversations }) => conversations.map(({ id }) => id)));
  return Object.entries(heard).some(([id, { summary, mentionedAt, isMentionInDoubt, isSettled }]) => {
    if (isMentionInDoubt) return true;
    if (isSettled || loaded.has(id)) return false;
    if (!summary) return mentionedAt !== undefined && view?.isMentioned === true;
    // How far it was read, and whether a note names the reader, only the server knows.
    const atMost = { ...summary, readSeq: 0, mentionedAt: summary.lastMessage.createdAt };
    return (!view || isInView(view, atMost, readerId)) && !isBehind(pages, atMost, view);
  });
}

function after(known: ListedConversation, { summary, readSeq = 0, leftRev = -1, mentionedAt }: HeardOf) {
  if (leftRev >= Math.max(known.rev, summary?.rev ?? -1)) return undefined;
  const newer = summary && versionOf(summary) > versionOf(known) ? summary : {};
  const mentioned = mentionedAt !== undefined && { mentionedAt };
  return { ...known, ...newer, ...mentioned, readSeq: Math.max(known.readSeq, readSeq) };
}

function newcomer({ summary, isSettled, ...heard }: HeardOf, view: InboxView | undefined) {
  const { readSeq = 0, leftRev = -1, mentionedAt } = heard;
  if (!summary || isSettled || leftRev >= summary.rev || view?.isUnread) return undefined;
  // How far it had been read is not known before the list is loaded anew; one message is new for certain.
  return { ...summary, readSeq: Math.max(summary.lastSeq - 1, readSeq), mentionedAt };
}

function isBehind(pages: ConversationList[], conversation: ListedConversation, view: InboxView | undefined) {
  const end = pages.at(-1);
  const last = end?.conversations.at(-1);
  return end?.nextCursor != null && last !== undefined && orderOf(view)(conversation, last) > 0;
}

function orderOf(view: InboxView | undefined) {
  return inOrderOf(view?.sort ?? "newest");
}

export function unreadTotal(conversations: ListedConversation[], readerId: string): number {
  return conversations.reduce((total, conversation) => total + unreadIn(conversation, readerId), 0);
}

/** Whether the customer spoke last, and a person of the business is to answer and has not yet. */
export function isWaiting({ lastMessage, work }: ListedConversation): boolean {
  const hasSpoken = lastMessage.senderRole === "customer" && !isSilent(lastMessage);
  return (hasSpoken && !work?.isWithBot) || Boolean(work?.isHandedOver);
}

/** Whether nobody has written yet, as in a group that was just made. */
export function isSilent({ senderName }: ListedConversation["lastMessage"]): boolean {
  return senderName === "";
}
