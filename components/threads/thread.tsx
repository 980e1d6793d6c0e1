"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { AgentComposer } from "../conversation/agent-composer";
import { AtUnread } from "../conversation/at-unread";
import { Talk } from "../conversation/talk";
import { useHistory } from "../conversation/use-history";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { Root } from "./root";
import type { ThreadPaneProps } from "./thread-pane";

/** One thread: the message it grows from, what was said in it, and a composer of its own. */
export function Thread(props: ThreadPaneProps) {
  const { conversationId, self, actions, client, view, open } = props;
  const t = useTranslations("threads");
  const field = useRef<HTMLTextAreaElement>(null);
  const { id, root, texts, older } = useThread(props);
  const [opened] = useState(() => readOf(view, id));
  // What is seen counts all above it as read, so it begins no later than what is unread, as far as a page goes.
  const firstPlace = texts[0]?.threadSeq ?? opened.replies + 1;
  const isReached = firstPlace <= opened.read + 1 || older.pages.length > 0 || older.isFailed;
  const isLoaded = root !== undefined && isReached && (texts.length > 0 || opened.replies === 0);
  const isWanting = !isLoaded && older.hasOlder && !older.isLoading && !older.isFailed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page
  useEffect(() => {
    if (isWanting) older.loadOlder();
  }, [isWanting]);

  const sought = useMemo(() => (open.messageId === null ? null : { id: open.messageId }), [open.messageId]);
  const isOnline = view.connection === "online";
  const see = useCallback(
    (seq: number) => {
      const seen = texts.findLast((message) => message.seq <= seq)?.threadSeq;
      if (seen && isOnline) client.seeThread(id, seen);
    },
    [client, id, isOnline, texts],
  );
  const seenBefore = useDelivered(view);
  const nobody = useCallback(() => {}, []);

  if (!isLoaded) return older.isFailed ? <NotLoaded onRetry={older.loadOlder} /> : <Loading />;
  const unread = texts.find(
    ({ threadSeq, senderId }) =>
      threadSeq !== null &&
      threadSeq > opened.read &&
      threadSeq <= opened.replies &&
      senderId !== self.userId,
  );
  return (
    <AgentComposer value={null}>
      {/* What happened since one looked is told once, in the conversation. */}
      <AtUnread value={null}>
        <Talk
          {...{ actions, client, conversationId, field, older, self }}
          beginning={texts.length > 0 ? t("replies", { count: texts.at(-1)?.threadSeq ?? 0 }) : t("none")}
          counterpart={props.counterpart}
          draftKey={`draft/${self.userId}/${conversationId}/${id}`}
          firstUnreadSeq={unread?.seq ?? null}
          onSee={see}
          onThread={nobody}
          readSeq={0}
          saysRefusals
          sought={sought}
          takesFocus={open.isAsked}
          thread={{
            id,
            begin: () => {
              if (!client.getSnapshot().threads.some((each) => each.id === id))
                client.change({ type: "thread:create", id, messageId: root.id });
            },
            topIn: (context) => <Root context={{ ...context, view }} message={root} view={view} />,
            words: { replies: t("log"), label: t("label"), placeholder: t("placeholder") },
          }}
          view={seenBefore}
        />
      </AtUnread>
    </AgentComposer>
  );
}

/** What is known of a thread: its live tail from the conversation's own, the pages above it from the server. */
function useThread({ conversationId, actions, view, open, loaded }: ThreadPaneProps) {
  const { threadId: asked } = open;
  const known = view.threads.find(({ id, messageId }) => id === asked || messageId === asked);
  const id = known?.id ?? asked;
  const rootId = known?.messageId ?? asked;
  const [read, setRead] = useState<{ root: Message; rev: number }>();
  const here = useMemo(
    () =>
      [...loaded, view.messages].flatMap((page) => page.find((message) => message.id === rootId) ?? [])[0],
    [loaded, view.messages, rootId],
  );
  const tail = useMemo(() => view.messages.filter(({ threadId }) => threadId === id), [view.messages, id]);
  const { loadedRev } = view;
  const firstPlace = tail[0]?.threadSeq ?? (known?.replies ?? 0) + 1;
  const older = useHistory({
    // Nobody was told what became of a root that was read before the conversation was loaded anew.
    tail: { firstPlace, hasOlder: firstPlace > 1 || (!here && read?.rev !== loadedRev), loadedRev },
    load: async (beforeThreadSeq) => {
      const result = await actions.threadHistory({ conversationId, threadId: id, beforeThreadSeq });
      if (result.ok) setRead({ root: result.value.root, rev: loadedRev });
      return result;
    },
    placeOf: ({ threadSeq }) => threadSeq ?? 0,
    isShown: () => true,
  });
  const texts = useMemo(() => [...older.pages.flat(), ...tail], [older.pages, tail]);
  return { id, root: here ?? read?.root, texts, older };
}

/** How far it was read when it was opened, and how far it went. */
function readOf({ threads, threadReads }: ConversationView, id: string) {
  return {
    read: threadReads.find(({ threadId }) => threadId === id)?.read ?? 0,
    replies: threads.find((thread) => thread.id === id)?.replies ?? 0,
  };
}

/** Who has read on in the conversation need not have looked into the thread: of its messages only arrival is known. */
function useDelivered(view: ConversationView): ConversationView {
  const receipts = useMemo(
    () =>
      view.receipts.map(({ userId, delivered, read }) => ({
        ...{ userId, read: 0 },
        delivered: Math.max(delivered, read),
      })),
    [view.receipts],
  );
  return { ...view, receipts };
}

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-1 flex-col gap-3 p-5">
      <Skeleton className="h-16 w-3/4" />
      <Skeleton className="h-10 w-1/2" />
    </div>
  );
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div className="m-auto flex flex-col items-center gap-4 p-6 text-center text-ink-soft" role="alert">
      {t("threads.notLoaded")}
      <Button look="secondary" onClick={onRetry} size="small">
        {t("common.tryAgain")}
      </Button>
    </div>
  );
}
