import type { HistoryPage } from "./protocol/history";
import type { Message } from "./protocol/message";
import type { Thread, ThreadRead } from "./protocol/thread";

/** A page of a thread, with the message it grows from. */
export interface ThreadPage extends HistoryPage {
  root: Message;
}

/** The threads of a conversation, and how far one person has read them. */
export interface Branches {
  threads: Thread[];
  threadReads: ThreadRead[];
}

/** The thread that a message names as growing from it. */
export function threadOf({ id: messageId, metadata, createdAt }: Message): Thread | undefined {
  const { thread } = metadata;
  if (!thread || typeof thread !== "object" || !("id" in thread) || typeof thread.id !== "string")
    return undefined;
  const title = "title" in thread && typeof thread.title === "string" ? thread.title : "";
  return { id: thread.id, messageId, title, replies: 0, lastAt: createdAt };
}

/** After a message was heard, or is there in another form: it may name a thread, or stand in one. */
export function grown<Some extends Branches>(branches: Some, message: Message, selfId: string): Some {
  const named = threadOf(message);
  const after = named ? opened(branches, named) : branches;
  const { threadId, threadSeq, createdAt, senderId } = message;
  if (threadId === null || threadSeq === null) return after;
  const threads = after.threads.map((each) =>
    each.id === threadId && each.replies < threadSeq
      ? { ...each, replies: threadSeq, lastAt: createdAt }
      : each,
  );
  const grownUp = { ...after, threads };
  return senderId === selfId ? glanced(grownUp, { threadId, read: threadSeq }) : grownUp;
}

/** A thread that is known stays as it is known. */
export function opened<Some extends Branches>(branches: Some, thread: Thread): Some {
  const isKnown = branches.threads.some(({ id }) => id === thread.id);
  return isKnown ? branches : { ...branches, threads: [...branches.threads, thread] };
}

/** Read marks only grow. */
export function glanced<Some extends Branches>(branches: Some, { threadId, read }: ThreadRead): Some {
  const before = branches.threadReads.find((each) => each.threadId === threadId)?.read ?? 0;
  if (before >= read) return branches;
  const others = branches.threadReads.filter((each) => each.threadId !== threadId);
  return { ...branches, threadReads: [...others, { threadId, read }] };
}

export function unreadIn(
  { threadReads }: Pick<Branches, "threadReads">,
  { id, replies }: Pick<Thread, "id" | "replies">,
): number {
  return Math.max(0, replies - (threadReads.find(({ threadId }) => threadId === id)?.read ?? 0));
}
