import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { Deadline } from "@/lib/client/deadline";
import { FeedClient } from "@/lib/client/feed-client";
import type { ConversationList } from "@/lib/protocol/list";
import { feedAddress, keyOf, type ListSource } from "./list-source";
import { type Heard, hear } from "./live-list";

/** When many write for the first time at once, the list is loaded for all of them together. */
const TOGETHER_WITHIN_MS = 250;

/** One feed per list, however many parts of the page show it. */
const followed = new Map<string, { followers: number; stop: () => void }>();

/** Keeps the list in the cache as it is on the server, until the returned function is called. */
export function follow(source: ListSource, cache: QueryClient): () => void {
  const key = keyOf(source).join();
  const feed = followed.get(key) ?? { followers: 0, stop: open(source, cache) };
  feed.followers += 1;
  followed.set(key, feed);
  return () => {
    feed.followers -= 1;
    if (feed.followers > 0) return;
    followed.delete(key);
    feed.stop();
  };
}

export function heardKey(source: ListSource): string[] {
  return ["heard", ...keyOf(source)];
}

function open(source: ListSource, cache: QueryClient): () => void {
  const reload = () => void cache.invalidateQueries({ queryKey: keyOf(source), exact: true });
  const newcomers = new Deadline(reload);
  const feed = new FeedClient({
    address: () => feedAddress(source),
    onReload: reload,
    onEvent: (event) => {
      cache.setQueryData<Heard>(heardKey(source), (heard = {}) => hear(heard, event, source.readerId));
      if (event.type === "conversation:changed" && !isLoaded(cache, source, event.conversation.id))
        newcomers.setIfClear(TOGETHER_WITHIN_MS);
    },
  });
  const stop = feed.start();
  return () => {
    newcomers.clear();
    stop();
  };
}

function isLoaded(cache: QueryClient, source: ListSource, conversationId: string): boolean {
  const list = cache.getQueryData<InfiniteData<ConversationList>>(keyOf(source));
  return list?.pages.some((page) => page.conversations.some(({ id }) => id === conversationId)) ?? false;
}
