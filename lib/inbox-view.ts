import type { ListedConversation } from "./protocol/list";
import type { WorkStatus } from "./work";

export const inboxSorts = ["newest", "oldest", "priority", "due"] as const;
export type InboxSort = (typeof inboxSorts)[number];

/** What of an inbox is looked at; what is left out is not asked about. db/inbox.ts says the same in SQL. */
export interface InboxView {
  status: WorkStatus;
  /** The reader, nobody, or whoever has this id. */
  assignee?: "me" | "nobody" | (string & {}) | undefined;
  tag?: string | undefined;
  channel?: "chat" | "email" | "voice" | undefined;
  /** Only what the reader has not read. */
  isUnread?: boolean | undefined;
  /** Only where a note names the reader. */
  isMentioned?: boolean | undefined;
  /** `due` shows only what was promised. */
  sort: InboxSort;
}

/** Counted no further: past it a list says "and more". */
export const COUNTED_MAX = 1_000;

/** So many are counted as read before they are. */
export const READ_AHEAD_MAX = 2_000;

/** What an inbox begins with. */
export const EVERYTHING_OPEN: InboxView = { status: "open", sort: "newest" };

/** Of all views that show the same the same. */
export function keyOfView({
  status,
  assignee,
  tag,
  channel,
  isUnread,
  isMentioned,
  sort,
}: InboxView): string {
  return [status, assignee, tag, channel, isUnread ? 1 : 0, isMentioned ? 1 : 0, sort].join(" ");
}

/** Whether a view shows a conversation to its reader. */
export function isInView(view: InboxView, conversation: ListedConversation, readerId: string): boolean {
  const { work, mentionedAt } = conversation;
  if (!work) return false;
  return (
    work.status === view.status &&
    (view.assignee === undefined || work.assigneeId === assigneeIn(view, readerId)) &&
    (view.tag === undefined || work.tags.includes(view.tag)) &&
    (view.channel === undefined || work.channel === view.channel) &&
    (!view.isUnread || unreadIn(conversation, readerId) > 0) &&
    (!view.isMentioned || Boolean(mentionedAt)) &&
    (view.sort !== "due" || work.dueAt !== null)
  );
}

/** Whose conversations a view shows; `null` where they are nobody's. */
export function assigneeIn({ assignee }: InboxView, readerId: string): string | null {
  if (assignee === "me") return readerId;
  return assignee === undefined || assignee === "nobody" ? null : assignee;
}

/** Both of its counters only grow, so of two summaries the one with more in all is the newer. */
export function versionOf({ rev, work }: Pick<ListedConversation, "rev" | "work">): number {
  return rev + (work?.rev ?? 0);
}

/** What waits to be read; what somebody wrote last themselves has been read. */
export function unreadIn({ lastSeq, readSeq, lastMessage }: ListedConversation, readerId: string): number {
  return lastMessage.senderId === readerId ? 0 : Math.max(0, lastSeq - readSeq);
}

/** The order of a list, as its pages come from the server. */
export function inOrderOf(sort: InboxSort) {
  return (one: ListedConversation, other: ListedConversation): number => {
    switch (sort) {
      case "newest":
        return byTime(other, one);
      case "oldest":
        return byTime(one, other);
      case "priority":
        return (other.work?.priority ?? 0) - (one.work?.priority ?? 0) || byTime(other, one);
      case "due":
        return compare(one.work?.dueAt ?? "", other.work?.dueAt ?? "") || compare(one.id, other.id);
    }
  };
}

function byTime(one: ListedConversation, other: ListedConversation): number {
  return compare(one.lastMessage.createdAt, other.lastMessage.createdAt) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
