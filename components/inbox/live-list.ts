import { unreadIn } from "@/lib/inbox-view";
import type { FeedEvent, Summary } from "@/lib/protocol/feed";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";

/** What a feed said since the list was first loaded, by conversation: the newest of each. */
export type Heard = Record<
  string,
  { summary?: Summary; readSeq?: number; leftRev?: number; mentionedAt?: string }
>;

/** Takes in an event; the same object when it says nothing new about this reader's list. */
export function hear(heard: Heard, event: FeedEvent, readerId: string): Heard {
  if (event.type === "conversation:changed") {
    const { conversation } = event;
    const known = heard[conversation.id];
    if (Math.max(known?.summary?.rev ?? -1, known?.leftRev ?? -1) >= conversation.rev) return heard;
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
    return { ...heard, [conversationId]: { ...heard[conversationId], mentionedAt } };
  }
  return heard;
}

/**
 * The list as it stands: what was loaded, what was heard on top, newest first. Neither a late answer nor a
 * late event can bring an older state back, because of two the one with the higher `rev` counts.
 */
export function mergeList(pages: ConversationList[], heard: Heard): ListedConversation[] {
  const merged = new Map<string, ListedConversation>();
  for (const loaded of pages.flatMap(({ conversations }) => conversations)) {
    const known = merged.get(loaded.id);
    if (!known || known.rev < loaded.rev) merged.set(loaded.id, loaded);
  }
  for (const [id, { summary, readSeq = 0, leftRev = -1, ...said }] of Object.entries(heard)) {
    const known = merged.get(id);
    const mentioned = said.mentionedAt !== undefined && { mentionedAt: said.mentionedAt };
    if (leftRev >= Math.max(known?.rev ?? -1, summary?.rev ?? -1)) {
      merged.delete(id);
    } else if (known) {
      const newer = summary && summary.rev > known.rev ? summary : {};
      merged.set(id, { ...known, ...newer, ...mentioned, readSeq: Math.max(known.readSeq, readSeq) });
    } else if (summary) {
      // How far it had been read is not known before the list is loaded anew; one message is new for certain.
      merged.set(id, { ...summary, ...mentioned, readSeq: Math.max(summary.lastSeq - 1, readSeq) });
    }
  }
  return [...merged.values()].toSorted(byLastMessage);
}

export function unreadTotal(conversations: ListedConversation[], readerId: string): number {
  return conversations.reduce((total, conversation) => total + unreadIn(conversation, readerId), 0);
}

/** Whether the customer spoke last, and nobody of the business has answered yet. */
export function isWaiting({ lastMessage }: ListedConversation): boolean {
  return lastMessage.senderRole === "customer" && !isSilent(lastMessage);
}

/** Whether nobody has written yet, as in a group that was just made. */
export function isSilent({ senderName }: ListedConversation["lastMessage"]): boolean {
  return senderName === "";
}

function byLastMessage(one: ListedConversation, other: ListedConversation): number {
  const order = other.lastMessage.createdAt.localeCompare(one.lastMessage.createdAt);
  return order === 0 ? other.id.localeCompare(one.id) : order;
}
