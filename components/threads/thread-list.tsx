"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { presentForm } from "@/lib/amendments";
import type { Message } from "@/lib/protocol/message";
import type { Thread } from "@/lib/protocol/thread";
import { telling } from "@/lib/telling";
import { unreadIn } from "@/lib/threads";
import { granted } from "../granted";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { Time } from "../ui/time";
import { useTelling } from "../use-telling";
import type { ThreadPaneProps } from "./thread-pane";

/** All threads of a conversation, the one with the latest reply first. */
export function ThreadList({ conversationId, actions, view, onOpen }: ThreadPaneProps) {
  const t = useTranslations("threads");
  const threads = view.threads
    .filter(({ replies }) => replies > 0)
    .toSorted((one, other) => other.lastAt.localeCompare(one.lastAt) || other.id.localeCompare(one.id));
  const { data: roots, isError } = useQuery({
    // Asked for again with each new thread, and where nobody was told what changed meanwhile.
    queryKey: ["thread-roots", conversationId, view.loadedRev, threads.map(({ id }) => id).sort()],
    queryFn: async () => granted(await actions.threadRoots({ conversationId })),
    enabled: threads.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (threads.length === 0)
    return (
      <div className="m-auto">
        <EmptyState icon="thread" title={t("empty.title")}>
          {t("empty.advice")}
        </EmptyState>
      </div>
    );
  return (
    <ul aria-busy={!roots && !isError} className="min-h-0 flex-1 space-y-0.5 overflow-y-auto p-2">
      {threads.map((thread) => {
        const root = roots?.messages.find(({ id }) => id === thread.messageId);
        return (
          <li key={thread.id}>
            <ThreadLine
              onOpen={() => onOpen(thread.id)}
              root={root && presentForm(view, root)}
              thread={thread}
              unread={unreadIn(view, thread)}
            />
          </li>
        );
      })}
    </ul>
  );
}

interface ThreadLineProps {
  thread: Thread;
  /** What it grows from, once that is known. */
  root: Message | undefined;
  unread: number;
  onOpen: () => void;
}

function ThreadLine({ thread, root, unread, onOpen }: ThreadLineProps) {
  const t = useTranslations("threads");
  const told = useTelling();
  return (
    <button
      className="flex w-full flex-col gap-0.5 rounded-lg px-3 py-2.5 text-start hover:bg-sunken"
      onClick={onOpen}
      type="button"
    >
      <span className="flex w-full items-baseline gap-3 text-sm text-ink-soft">
        <bdi className="min-w-0 flex-1 truncate font-medium">{root?.senderName ?? "\u00a0"}</bdi>
        <Time at={thread.lastAt} className="text-xs text-ink-faint" form="list" />
      </span>
      <span className={`line-clamp-2 w-full ${unread > 0 ? "font-semibold" : ""}`} dir="auto">
        {root?.deletedAt ? <i>{t("deleted")}</i> : root ? told(telling(root)) : "\u00a0"}
      </span>
      <span className="flex w-full items-center justify-between text-sm text-ink-soft">
        {t("replies", { count: thread.replies })}
        <Badge count={unread} label={t("unread", { count: unread })} />
      </span>
    </button>
  );
}
