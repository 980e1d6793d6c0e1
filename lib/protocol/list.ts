import { z } from "zod/mini";
import { summary } from "./feed";

export const LIST_PAGE_SIZE = 30;
/** As long a page as a program may ask for. */
export const LIST_PAGE_SIZE_MAX = 100;

/** A conversation in the list of one person, with how far that person has read it, and when a note last named them. */
export const listedConversation = z.object({
  ...summary.shape,
  readSeq: z.int(),
  mentionedAt: z.optional(z.nullable(z.iso.datetime())),
});
export type ListedConversation = z.infer<typeof listedConversation>;

/** Newest first; `nextCursor` opens the page of older ones, where there is one. */
export const conversationList = z.object({
  conversations: z.array(listedConversation),
  nextCursor: z.nullable(z.string()),
});
export type ConversationList = z.infer<typeof conversationList>;
