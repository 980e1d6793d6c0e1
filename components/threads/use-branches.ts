import { useMemo } from "react";
import type { Message } from "@/lib/protocol/message";
import type { Thread } from "@/lib/protocol/thread";
import { type Branches as Grown, unreadIn } from "@/lib/threads";

/** A thread as it is shown below the message it grows from. */
export interface Branch {
  thread: Thread;
  unread: number;
  /** Who has written in it, the first of them first. */
  people: { name: string }[];
}
/** By the message each grows from. */
export type Branches = ReadonlyMap<string, Branch>;

/** Where a message is loaded all that came after it is, too: so who has written in its thread is known. */
export function useBranches(pages: Message[][], view: Grown & { messages: Message[] }): Branches {
  const { threads, threadReads, messages } = view;
  return useMemo(
    () => branchesOf({ threads, threadReads }, [...pages, messages]),
    [threads, threadReads, pages, messages],
  );
}

export function branchesOf({ threads, threadReads }: Grown, stretches: Message[][]): Branches {
  const people = new Map(threads.map(({ id }) => [id, new Map<string, { name: string }>()]));
  if (people.size > 0)
    for (const { threadId, senderId, senderName } of stretches.flat())
      if (threadId && senderId && !people.get(threadId)?.has(senderId))
        people.get(threadId)?.set(senderId, { name: senderName });
  return new Map(
    threads
      .filter(({ replies }) => replies > 0)
      .map((thread) => [
        thread.messageId,
        {
          thread,
          unread: unreadIn({ threadReads }, thread),
          people: [...(people.get(thread.id)?.values() ?? [])],
        },
      ]),
  );
}
