import type { Unsent } from "./conversation-state";
import type { Message } from "./protocol/message";

/** Up to where somebody has seen what was said, in a thread or besides; nothing of whoever is not judged by it. */
export type SeenSeq = (threadId: string | undefined) => number | undefined;

/** What was refused, as it is sent again: where something had not been seen, from what is seen now. */
export function triedAgain({ refused, ...text }: Unsent, seenSeq: SeenSeq = () => undefined): Unsent {
  const unseen = refused?.unseen?.at(-1);
  return unseen ? { ...text, basedOnSeq: Math.max(unseen.seq, seenSeq(text.threadId) ?? 0) } : text;
}

/** Up to where a conversation is seen by whoever has read so many messages of a thread; what is above its tail, is. */
export function seqSeen({ messages }: { messages: Message[] }, threadId: string, read: number): number {
  const last = messages.findLast((each) => each.threadId === threadId && (each.threadSeq ?? 0) <= read);
  return last?.seq ?? (messages[0]?.seq ?? 1) - 1;
}
