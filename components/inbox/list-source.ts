import type { ActionResult } from "@/lib/action-result";
import { FeedClient } from "@/lib/client/feed-client";
import { fetchRoomAddress } from "@/lib/client/tickets";
import type { ConversationList } from "@/lib/protocol/list";
import { granted } from "../granted";
import { FollowedList } from "./followed-list";

/** Whose conversations a list shows: those of a business, for its members, or the reader's own. */
export type ListSource = { readerId: string } & (
  | {
      feed: "inbox";
      businessId: string;
      load: (asked: { businessId: string; before?: string }) => Promise<ActionResult<ConversationList>>;
    }
  | { feed: "me"; load: (asked: { before?: string }) => Promise<ActionResult<ConversationList>> }
);

const followed = new Map<string, FollowedList>();

/** The list of a source: one for the whole tab, however many parts of the page show it. */
export function listOf(source: ListSource): FollowedList {
  const key = keyOf(source);
  const list = followed.get(key) ?? followedListOf(source);
  // A server renders for many readers at once, and follows nothing.
  if (typeof window !== "undefined") followed.set(key, list);
  return list;
}

export function keyOf(source: ListSource): string {
  return source.feed === "inbox" ? `${source.readerId}/${source.businessId}` : source.readerId;
}

function followedListOf(source: ListSource): FollowedList {
  return new FollowedList({
    readerId: source.readerId,
    load: (cursor) => loadPage(source, cursor),
    follow: (feed) => new FeedClient({ ...feed, address: () => feedAddress(source) }).start(),
  });
}

async function loadPage(source: ListSource, cursor: string | null): Promise<ConversationList> {
  const before = cursor === null ? {} : { before: cursor };
  return granted(
    source.feed === "inbox"
      ? await source.load({ businessId: source.businessId, ...before })
      : await source.load(before),
  );
}

function feedAddress(source: ListSource): Promise<URL> {
  return fetchRoomAddress(
    source.feed === "inbox" ? { feed: "inbox", businessId: source.businessId } : { feed: "me" },
  );
}
