"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ListLine } from "./list-line";
import { ListSkeleton } from "./list-skeleton";
import type { ListSource } from "./list-source";
import { useLiveList } from "./use-live-list";

interface ConversationListProps {
  source: ListSource;
  firstPage?: ConversationPage | undefined;
  /** What follows the conversation's id in its address. */
  query?: Record<string, string>;
  empty: ReactNode;
}

/** Conversations, the one with the newest message first, live. */
export function ConversationList({ source, firstPage, query = {}, empty }: ConversationListProps) {
  const list = useLiveList(source, firstPage);
  const openId = useSelectedLayoutSegment();
  if (list.conversations.length === 0) {
    if (list.isLoading) return <ListSkeleton />;
    if (list.isFailed) return <ListFailure onRetry={list.reload} />;
    return empty;
  }
  const base = source.feed === "inbox" ? "/inbox" : "/chats";
  return (
    <div className="px-2 pb-4">
      <ul>
        {list.conversations.map((conversation) => (
          <li key={conversation.id}>
            <ListLine
              conversation={conversation}
              href={{ pathname: `${base}/${conversation.id}`, query }}
              isOpen={conversation.id === openId}
              readerId={source.readerId}
              shows={source.feed === "inbox" ? "customer" : "business"}
            />
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button
          className="mx-auto mt-3 flex"
          disabled={list.isLoadingMore}
          look="quiet"
          onClick={list.loadMore}
          size="small"
        >
          {list.isLoadingMore ? "Loading…" : "Show older conversations"}
        </Button>
      )}
    </div>
  );
}

function ListFailure({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState
      action={<Button onClick={onRetry}>Try again</Button>}
      icon="cloud"
      title="The list did not load"
    >
      Check your connection. Nothing is lost.
    </EmptyState>
  );
}
