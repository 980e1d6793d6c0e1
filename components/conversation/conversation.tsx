"use client";

import { type ReactNode, useCallback, useMemo } from "react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import { QueryProvider } from "../query-provider";
import { dayOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";
import type { ConversationActions } from "./actions";
import { Announcer } from "./announcer";
import { Composer } from "./composer";
import { ConnectionBanner } from "./connection-banner";
import { ConversationHeader, type Counterpart } from "./conversation-header";
import { JoinButton } from "./join-button";
import { rowsOf } from "./rows";
import { StillTimeline } from "./still-timeline";
import { Timeline } from "./timeline";
import { TypingIndicator } from "./typing-indicator";
import { useConversation } from "./use-conversation";
import { useHistory } from "./use-history";

export interface ConversationProps {
  conversationId: string;
  self: Participant;
  /** The newest page, read by the server together with how far the reader had got. */
  head: HistoryHead;
  readSeq: number;
  /** Whether the reader takes part or, as a member may, only looks on. */
  isParticipant: boolean;
  counterpart: Counterpart;
  actions: ConversationActions;
  leading?: ReactNode;
  trailing?: ReactNode;
  takesFocus?: boolean;
  /** Sets it beside something that wants to know what is seen in it. */
  frame?: (conversation: ReactNode, view: ConversationView) => ReactNode;
}

/** One conversation, for customer and member alike. */
export function Conversation(props: ConversationProps) {
  return (
    <QueryProvider>
      <OpenConversation {...props} />
    </QueryProvider>
  );
}

function OpenConversation(props: ConversationProps) {
  const { conversationId, self, head, counterpart, actions, takesFocus = false } = props;
  const { client, view } = useConversation({ conversationId, self, head, actions });
  const firstSeq = view.messages[0]?.seq ?? 1;
  const older = useHistory({ conversationId, tail: { firstSeq, hasOlder: view.hasOlder }, actions });
  const reader = useReader();
  const timeZone = reader?.timeZone ?? "UTC";
  const firstUnreadSeq = props.readSeq < head.seq ? props.readSeq + 1 : null;
  // Scrolling renders a timeline many times a second; its rows change only when something is said.
  const rows = useMemo(
    () =>
      rowsOf({
        messages: [...older.messages, ...view.messages],
        unsent: view.unsent,
        selfId: self.userId,
        firstUnreadSeq,
        pageStarts: new Set([...older.pageStarts, firstSeq]),
        dayOf: (at) => dayOf(at, timeZone),
      }),
    [
      older.messages,
      older.pageStarts,
      view.messages,
      view.unsent,
      self.userId,
      firstUnreadSeq,
      firstSeq,
      timeZone,
    ],
  );
  const see = useCallback((seq: number) => client.see(seq), [client]);

  const context = {
    view,
    wholeBody: actions.wholeBody,
    onRetry: (id: string) => client.retry(id),
    onDiscard: (id: string) => client.discard(id),
  };
  const beginning = {
    firstAt: (older.messages[0] ?? view.messages[0])?.createdAt ?? null,
    hasOlder: older.hasOlder,
    isLoading: older.isLoading,
    isFailed: older.isFailed,
    loadOlder: older.loadOlder,
    words: `This is the beginning of your conversation with ${counterpart.name}.`,
  };
  const isLookingOn =
    isStaff(self.role) &&
    (view.participants.length > 0
      ? !view.participants.some(({ userId }) => userId === self.userId)
      : !props.isParticipant);

  const section = (
    <section
      aria-label={`Conversation with ${counterpart.name}`}
      className="flex h-full min-h-0 flex-col bg-paper"
    >
      <ConversationHeader
        counterpart={counterpart}
        leading={props.leading}
        trailing={
          <>
            {isLookingOn && <JoinButton conversationId={conversationId} join={actions.join} />}
            {props.trailing}
          </>
        }
        view={view}
      />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <ConnectionBanner {...view} />
        {reader ? (
          <Timeline
            beginning={beginning}
            context={context}
            onSee={see}
            openedSeq={head.seq}
            rows={rows}
            selfId={self.userId}
          />
        ) : (
          <StillTimeline beginning={beginning} context={{ ...context, onExpand: () => {} }} rows={rows} />
        )}
      </div>
      <Announcer messages={view.messages} openedSeq={head.seq} selfId={self.userId} />
      <TypingIndicator people={view.present.filter(({ userId }) => isTyping(view, userId))} />
      <Composer
        draftKey={`draft/${self.userId}/${conversationId}`}
        isOpen={view.connection !== "refused"}
        onSend={(body) => client.send(body)}
        onTyping={(typing) => client.setTyping(typing)}
        takesFocus={takesFocus}
        to={counterpart.name}
      />
    </section>
  );
  return props.frame ? props.frame(section, view) : section;
}

function isTyping(
  { typing, self }: { typing: { userId: string }[]; self: Participant },
  userId: string,
): boolean {
  return userId !== self.userId && typing.some((each) => each.userId === userId);
}
