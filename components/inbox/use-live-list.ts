"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import { offerUnreadParts } from "../site/unread-parts";
import { useHydrated } from "../ui/use-hydrated";
import { NOT_FOLLOWED } from "./followed-list";
import { type ListSource, listOf } from "./list-source";
import * as unreadParts from "./live-unread";

offerUnreadParts(unreadParts);

export interface LiveList {
  conversations: ListedConversation[];
  /** Nothing to show yet. */
  isLoading: boolean;
  isFailed: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  reload: () => void;
}

/** A list of conversations that follows its feed for as long as somebody shows it. */
export function useLiveList(source: ListSource, firstPage?: ConversationList): LiveList {
  const list = listOf(source);
  useEffect(() => {
    if (firstPage) list.begin(firstPage);
  }, [list, firstPage]);
  const { pages, conversations, loading, isFailed } = useSyncExternalStore(
    list.subscribe,
    list.getSnapshot,
    () => NOT_FOLLOWED,
  );
  // The rest of the page may have heard news before this part comes alive, which begins as the server wrote it.
  const isHydrated = useHydrated();
  const isBegun = isHydrated && pages !== null;
  const last = isBegun ? pages.at(-1) : firstPage;
  return {
    conversations: isBegun ? conversations : (firstPage?.conversations ?? []),
    isLoading: !last && !(isHydrated && isFailed),
    isFailed,
    hasMore: last?.nextCursor != null,
    isLoadingMore: loading === "more",
    loadMore: () => void list.loadMore(),
    reload: () => void list.reload(),
  };
}
