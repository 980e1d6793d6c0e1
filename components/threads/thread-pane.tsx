"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationClient, ConversationView } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import type { ConversationProps } from "../conversation/conversation";
import { QueryProvider } from "../query-provider";
import { IconButton } from "../ui/icon-button";
import { Thread } from "./thread";
import { ThreadList } from "./thread-list";
import { paneClass } from "./thread-pane-when-asked";
import { ALL_THREADS, type OpenPane } from "./use-thread-pane";

export interface ThreadPaneProps
  extends Pick<ConversationProps, "conversationId" | "self" | "counterpart" | "actions"> {
  client: ConversationClient;
  view: ConversationView;
  open: OpenPane;
  /** What is loaded of the conversation above its live tail. */
  loaded: Message[][];
  onOpen: (threadId: string) => void;
  onClose: () => void;
}

/** A thread, or the list of them: beside the conversation where there is room, else over it. */
export function ThreadPane(props: ThreadPaneProps) {
  const { open, onOpen, onClose } = props;
  const t = useTranslations("threads");
  const isList = open.threadId === ALL_THREADS;
  const pane = useRef<HTMLElement>(null);
  const takesFocus = isList && open.isAsked;
  useEffect(() => {
    if (takesFocus) pane.current?.focus();
  }, [takesFocus]);

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    onClose();
  }

  return (
    <section
      aria-label={t(isList ? "all" : "title")}
      className={`${paneClass} @max-3xl/talk:animate-slide [--slide-from:100%] rtl:[--slide-from:-100%]`}
      onKeyDown={closeOnEscape}
      ref={pane}
      tabIndex={-1}
    >
      <header className="flex min-h-16 shrink-0 items-center gap-1 border-b border-line bg-surface px-3 py-2">
        {!isList && <IconButton icon="back" label={t("all")} onClick={() => onOpen(ALL_THREADS)} />}
        <h2 className="min-w-0 flex-1 truncate px-2 font-semibold">{t(isList ? "all" : "title")}</h2>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </header>
      {isList ? (
        <QueryProvider>
          <ThreadList {...props} />
        </QueryProvider>
      ) : (
        <Thread {...props} />
      )}
    </section>
  );
}
