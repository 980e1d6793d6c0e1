import { unreadIn } from "@/lib/inbox-view";
import type { ListedConversation } from "@/lib/protocol/list";
import type { Followed } from "../inbox/followed-list";
import { isSilent } from "../inbox/live-list";

/** What was loaded with a page that is this new may be what the page is to tell of. */
const FRESH_MS = 60_000;

/** When the message was said that was told of last, by its conversation. */
export type Told = Map<string, string>;

/**
 * Of what a feed said, the conversations with something unread that nobody was told of in this tab. While a bot goes on
 * with one it is nothing to tell of; once it is handed over, what was said meanwhile is.
 */
export function newsIn(
  { heard, pages, conversations }: Pick<Followed, "heard" | "pages" | "conversations">,
  { readerId, told, nowMs }: { readerId: string; told: Told; nowMs: number },
): ListedConversation[] {
  return conversations.filter((conversation) => {
    const { id, lastMessage, work } = conversation;
    if (
      work?.isWithBot ||
      !heard[id]?.summary ||
      isSilent(lastMessage) ||
      unreadIn(conversation, readerId) === 0
    )
      return false;
    const saidAt = lastMessage.createdAt;
    const last = told.get(id);
    if (last !== undefined) return saidAt > last;
    const loaded = pages?.flatMap((page) => page.conversations).find((each) => each.id === id);
    const isNewer = !loaded || loaded.work?.isWithBot || loaded.lastMessage.createdAt < saidAt;
    return isNewer || Date.parse(saidAt) > nowMs - FRESH_MS;
  });
}

/** As many stand one by one; of more it is told how many they are. */
export const NEWS_SHOWN_MAX = 3;

/** Which of what is told of is shown by itself, the newest last, and how many others there are. */
export function collapsed<One>(all: One[]): { shown: One[]; others: number } {
  if (all.length <= NEWS_SHOWN_MAX) return { shown: all, others: 0 };
  const shown = all.slice(1 - NEWS_SHOWN_MAX);
  return { shown, others: all.length - shown.length };
}
