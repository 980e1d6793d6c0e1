"use client";

import { type InfiniteData, notifyManager, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { ConversationList } from "@/lib/protocol/list";
import { QueryProvider } from "../query-provider";
import { Badge } from "../ui/badge";
import { heardKey } from "./followed";
import { keyOf, type ListSource } from "./list-source";
import { type Heard, mergeList, unreadTotal } from "./live-list";
import { useLiveList } from "./use-live-list";

/** How much waits in some lists; follows them even where no list is shown. */
export function LiveUnread({ sources }: { sources: ListSource[] }) {
  return (
    <QueryProvider>
      {sources.map((source) => (
        <FollowedList key={keyOf(source).join()} source={source} />
      ))}
      <UnreadBadge sources={sources} />
    </QueryProvider>
  );
}

/** `(3) …` in the tab's title. */
export function TitleCount({ sources }: { sources: ListSource[] }) {
  return (
    <QueryProvider>
      <CountInTitle sources={sources} />
    </QueryProvider>
  );
}

function FollowedList({ source }: { source: ListSource }) {
  useLiveList(source);
  return null;
}

function UnreadBadge({ sources }: { sources: ListSource[] }) {
  return <Badge count={useUnread(sources)} label="unread" />;
}

function CountInTitle({ sources }: { sources: ListSource[] }) {
  const count = useUnread(sources);
  useEffect(() => {
    // A navigation writes the title anew, so it is watched for as long as there is a count.
    const write = () => {
      const plain = document.title.replace(/^\(\d+\) /, "");
      const title = count > 0 ? `(${count}) ${plain}` : plain;
      if (document.title !== title) document.title = title;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  return null;
}

function useUnread(sources: ListSource[]): number {
  const cache = useQueryClient();
  return useSyncExternalStore(
    // Later, not at once: a list may enter the cache while it is being rendered.
    (onChange) => cache.getQueryCache().subscribe(notifyManager.batchCalls(onChange)),
    () => sources.reduce((total, source) => total + unreadOf(cache, source), 0),
    () => 0,
  );
}

function unreadOf(cache: QueryClient, source: ListSource): number {
  const list = cache.getQueryData<InfiniteData<ConversationList>>(keyOf(source));
  const heard = cache.getQueryData<Heard>(heardKey(source));
  return list ? unreadTotal(mergeList(list.pages, heard ?? {}), source.readerId) : 0;
}
