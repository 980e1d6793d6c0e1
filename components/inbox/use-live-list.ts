"use client";

import {
  type InfiniteData,
  skipToken,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import { useHydrated } from "../ui/use-hydrated";
import { follow, heardKey } from "./followed";
import { keyOf, type ListSource, loadPage } from "./list-source";
import { type Heard, mergeList } from "./live-list";

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

const NOTHING: Heard = {};

/** A list of conversations that follows its feed for as long as somebody shows it. */
export function useLiveList(source: ListSource, firstPage?: ConversationList): LiveList {
  const cache = useQueryClient();
  const query = useInfiniteQuery<
    ConversationList,
    Error,
    InfiniteData<ConversationList>,
    string[],
    string | null
  >({
    queryKey: keyOf(source),
    queryFn: ({ pageParam }) => loadPage(source, pageParam),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    ...(firstPage && { initialData: { pages: [firstPage], pageParams: [null] } }),
  });
  const { data: heard = NOTHING } = useQuery<Heard>({ queryKey: heardKey(source), queryFn: skipToken });
  const key = keyOf(source).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what tells sources apart
  useEffect(() => follow(source, cache), [key, cache]);
  // The rest of the page may have heard news before this part comes alive, which begins as the server wrote it.
  const isHydrated = useHydrated();
  const pages = query.data?.pages;
  const conversations = useMemo(
    () => (isHydrated ? mergeList(pages ?? [], heard) : (firstPage?.conversations ?? [])),
    [isHydrated, pages, heard, firstPage],
  );
  return {
    conversations,
    isLoading: isHydrated ? query.isPending : !firstPage,
    isFailed: query.isError,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}
