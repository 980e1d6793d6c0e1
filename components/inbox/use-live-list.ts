"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import { useHydrated } from "../ui/use-hydrated";
import { NOT_FOLLOWED } from "./followed-list";
import { type ListSource, listOf } from "./list-source";
import { mergeList } from "./live-list";

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
  const { pages, heard, loading, isFailed } = useSyncExternalStore(
    list.subscribe,
    list.getSnapshot,
    () => NOT_FOLLOWED,
  );
  // The rest of the page may have heard news before this part comes alive, which begins as the server wrote it.
  const isHydrated = useHydrated();
  const loaded = useMemo(() => pages ?? (firstPage ? [firstPage] : null), [pages, firstPage]);
  const conversations = useMemo(
    () => (isHydrated ? mergeList(loaded ?? [], heard) : (firstPage?.conversations ?? [])),
    [isHydrated, loaded, heard, firstPage],
  );
  return {
    conversations,
    isLoading: isHydrated ? !loaded && !isFailed : !firstPage,
    isFailed,
    hasMore: loaded?.at(-1)?.nextCursor != null,
    isLoadingMore: loading === "more",
    loadMore: () => void list.loadMore(),
    reload: () => void list.reload(),
  };
}
