"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { Message } from "@/lib/protocol/message";
import { granted } from "../granted";
import type { ConversationActions } from "./actions";

interface History {
  /** Everything before the live tail that has been loaded, ascending. */
  messages: Message[];
  pageStarts: number[];
  hasOlder: boolean;
  isLoading: boolean;
  isFailed: boolean;
  loadOlder: () => void;
}

/** The pages before the live tail, loaded one by one as the reader asks for them. */
export function useHistory({
  conversationId,
  tail,
  actions,
}: {
  conversationId: string;
  tail: { firstSeq: number; hasOlder: boolean };
  actions: ConversationActions;
}): History {
  const query = useInfiniteQuery({
    // A tail that was loaded anew begins elsewhere, and what is before it is asked for anew.
    queryKey: ["history", conversationId, tail.firstSeq],
    queryFn: async ({ pageParam }) =>
      granted(await actions.history({ conversationId, beforeSeq: pageParam })),
    initialPageParam: tail.firstSeq,
    getNextPageParam: ({ messages, hasMore }) => (hasMore ? messages[0]?.seq : undefined),
    enabled: false,
  });
  const pages = query.data?.pages ?? [];
  const hasOlder = query.data ? query.hasNextPage : tail.hasOlder;
  return {
    messages: pages.toReversed().flatMap(({ messages }) => messages),
    pageStarts: pages.flatMap(({ messages }) => messages[0]?.seq ?? []),
    hasOlder,
    isLoading: query.isFetching,
    isFailed: query.isError,
    loadOlder: () => {
      if (hasOlder && !query.isFetching) void query.fetchNextPage();
    },
  };
}
