import type { ActionResult } from "@/lib/action-result";
import { FeedClient } from "@/lib/client/feed-client";
import { fetchRoomAddress } from "@/lib/client/tickets";
import { EVERYTHING_OPEN, type InboxView, keyOfView } from "@/lib/inbox-view";
import type { ActivityEvent } from "@/lib/protocol/feed";
import type { ConversationList } from "@/lib/protocol/list";
import { granted } from "../granted";
import { hearActivity } from "./activity-parts";
import { FollowedList } from "./followed-list";
import { SharedFeed } from "./shared-feed";

/** Whose conversations a list shows: those of a business, for its members, or the reader's own. */
export type ListSource = { readerId: string } & (
  | {
      feed: "inbox";
      businessId: string;
      /** What of them; what an inbox begins with where it is not said. */
      view?: InboxView;
      load: (asked: {
        businessId: string;
        view: InboxView;
        before?: string;
      }) => Promise<ActionResult<ConversationList>>;
    }
  | { feed: "me"; load: (asked: { before?: string }) => Promise<ActionResult<ConversationList>> }
);

const followed = new Map<string, FollowedList>();
const feeds = new Map<string, SharedFeed>();

/** The list of a source: one for the whole tab, however many parts of the page show it. */
export function listOf(source: ListSource): FollowedList {
  const key = keyOf(source);
  const list = followed.get(key) ?? followedListOf(source);
  // A server renders for many readers at once, and follows nothing.
  if (typeof window !== "undefined") followed.set(key, list);
  return list;
}

export function keyOf(source: ListSource): string {
  if (source.feed === "me") return source.readerId;
  return `${source.readerId}/${source.businessId}?${keyOfView(source.view ?? EVERYTHING_OPEN)}`;
}

/** The feed of a business's inbox: one for the whole tab, whatever of it is looked at. */
export function inboxFeed({ readerId, businessId }: { readerId: string; businessId: string }): SharedFeed {
  const key = `${readerId}/${businessId}`;
  const address = () => fetchRoomAddress({ feed: "inbox", businessId });
  // Of oneself one knows.
  const onActivity = (event: ActivityEvent) => void (event.userId !== readerId && hearActivity(event));
  const feed =
    feeds.get(key) ?? new SharedFeed((told) => new FeedClient({ ...told, address, onActivity }).start());
  if (typeof window !== "undefined") feeds.set(key, feed);
  return feed;
}

function followedListOf(source: ListSource): FollowedList {
  return new FollowedList({
    readerId: source.readerId,
    view: source.feed === "inbox" ? (source.view ?? EVERYTHING_OPEN) : undefined,
    load: (cursor) => loadPage(source, cursor),
    follow:
      source.feed === "inbox"
        ? inboxFeed(source).follow
        : (told) => new FeedClient({ ...told, address: () => fetchRoomAddress({ feed: "me" }) }).start(),
  });
}

async function loadPage(source: ListSource, cursor: string | null): Promise<ConversationList> {
  const before = cursor === null ? {} : { before: cursor };
  if (source.feed === "me") return granted(await source.load(before));
  const { businessId, view = EVERYTHING_OPEN } = source;
  return granted(await source.load({ businessId, view, ...before }));
}
