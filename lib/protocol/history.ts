import { z } from "zod/mini";
import { message } from "./message";
import { thread, threadRead } from "./thread";

export const HISTORY_PAGE_SIZE = 50;

/** A page of a conversation, ascending by `seq`; `hasMore` says whether older messages come before it. */
export const historyPage = z.object({ messages: z.array(message), hasMore: z.boolean() });
export type HistoryPage = z.infer<typeof historyPage>;

/** A page, and whether newer ones come after it. */
export const historyWindow = z.object({ ...historyPage.shape, hasNewer: z.boolean() });
export type HistoryWindow = z.infer<typeof historyWindow>;

/**
 * A page around a message. `focusId`: where to look, in the timeline. `notes`, to members of the business alone: what
 * they noted around that time.
 */
export const historyAround = z.object({
  ...historyWindow.shape,
  focusId: z.uuid(),
  notes: z.optional(historyWindow),
});
export type HistoryAround = z.infer<typeof historyAround>;

/** The newest page, with the version of the conversation it was read at: what a client starts from. */
export const historyHead = z.object({
  ...historyPage.shape,
  ...{ rev: z.int(), seq: z.int() },
  /** All there are, and how far their reader has read them. */
  threads: z.array(thread),
  threadReads: z.array(threadRead),
});
export type HistoryHead = z.infer<typeof historyHead>;
