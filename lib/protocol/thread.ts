import { z } from "zod/mini";

/** One more in a conversation is refused as `too-many`. */
export const THREADS_PER_CONVERSATION_MAX = 200;
export const THREAD_TITLE_LENGTH_MAX = 80;

/** A branch that grows from a message. */
export const thread = z.object({
  id: z.uuid(),
  /** The message it grows from. */
  messageId: z.uuid(),
  title: z.string(),
  /** How many messages are in it, which is also the `threadSeq` of the last. */
  replies: z.int(),
  lastAt: z.iso.datetime(),
});
export type Thread = z.infer<typeof thread>;

/** How many messages of a thread one person has read. */
export const threadRead = z.object({ threadId: z.uuid(), read: z.int() });
export type ThreadRead = z.infer<typeof threadRead>;
