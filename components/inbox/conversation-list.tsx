"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Lines } from "./lines";
import { LinesSkeleton } from "./list-skeleton";
import type { ListSource } from "./list-source";
import type { LiveList } from "./use-live-list";

interface ConversationListProps {
  list: LiveList;
  source: ListSource;
  /** What stays in the address. */
  query?: Record<string, string>;
  empty: ReactNode;
}

/** The same each time, so that no line is drawn anew. */
const NOTHING_KEPT = {};

/** Conversations, the one with the newest message first. */
export function ConversationList({ list, source, query = NOTHING_KEPT, empty }: ConversationListProps) {
  const t = useTranslations("inbox.list");
  const openId = useSelectedLayoutSegment();
  if (list.conversations.length === 0 && !list.hasMore) {
    if (list.isLoading) return <LinesSkeleton />;
    return <div className="my-auto">{list.isFailed ? <ListFailure onRetry={list.reload} /> : empty}</div>;
  }
  const isInbox = source.feed === "inbox";
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">
      <Lines
        base={isInbox ? "/inbox" : "/chats"}
        conversations={list.conversations}
        openId={openId}
        query={query}
        readerId={source.readerId}
        shows={isInbox ? "customer" : "business"}
      />
      {list.hasMore && (
        <div className="mt-3 text-center">
          <Button disabled={list.isLoadingMore} look="quiet" onClick={list.loadMore} size="small">
            {list.isLoadingMore ? t("loadingMore") : t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function ListFailure({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("inbox.list");
  return (
    <EmptyState
      action={
        <Button look="secondary" onClick={onRetry}>
          {t("again")}
        </Button>
      }
      icon="cloud"
      title={t("failed")}
    >
      {t("failedAdvice")}
    </EmptyState>
  );
}
