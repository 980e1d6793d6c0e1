"use client";

import dynamic from "next/dynamic";
import { type ReactNode, use, useCallback, useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { HistoryAround, HistoryHead } from "@/lib/protocol/history";
import type { Group } from "../groups/group-actions";
import { patiently } from "../patiently";
import { useDeviceKey } from "../secret/use-device-key";
import { ThreadPaneWhenAsked } from "../threads/thread-pane-when-asked";
import { ThreadsButton } from "../threads/threads-button";
import { ALL_THREADS, useThreadPane } from "../threads/use-thread-pane";
import { IconButton } from "../ui/icon-button";
import { whenIdle } from "../when-idle";
import type { ConversationActions } from "./actions";
import { AgentComposer } from "./agent-composer";
import { Announcer } from "./announcer";
import { Calls } from "./calls";
import type { Counterpart } from "./conversation-header";
import { counterpartNow, GroupOver, isGroupOver } from "./group-parts";
import { HeaderOf } from "./header-of";
import { LevelButton } from "./level-button";
import { Live } from "./live";
import { Talk } from "./talk";
import { useConversation } from "./use-conversation";
import { useHistory } from "./use-history";
import { useJump } from "./use-jump";

/** Comes when somebody looks for something. */
const ConversationSearch = dynamic(
  patiently(() => import("../search/conversation-search").then((module) => module.ConversationSearch)),
  { ssr: false },
);

export interface ConversationProps {
  conversationId: string;
  self: Participant;
  /** The newest page, read by the server together with how far the reader had got. */
  head: HistoryHead;
  readSeq: number;
  /** What was said around the message it is opened at, if it is not opened at its end. */
  around?: HistoryAround | null;
  /** The note it is opened at instead. */
  noteId?: string | undefined;
  /** Whether the reader takes part or, as a member may, only looks on. */
  isParticipant: boolean;
  counterpart: Counterpart;
  /** What there is to a group; without it the conversation is with the one counterpart. */
  group?: Group | undefined;
  actions: ConversationActions;
  leading?: ReactNode;
  trailing?: ReactNode;
  /** Under the header. */
  below?: ReactNode;
  /** How a business receives its customers: before they first wrote, and while it is closed. */
  reception?: { greeting: ReactNode; away: ReactNode };
  takesFocus?: boolean;
  /** Sets it beside something that wants to know what is seen in it. */
  frame?: (conversation: ReactNode, view: ConversationView) => ReactNode;
}

/** One conversation, for customer and member alike. */
export function Conversation(props: ConversationProps) {
  const { conversationId, self, head, group, actions } = props;
  const t = useTranslations("conversation");
  const readSeq = isStaff(self.role) ? props.readSeq : undefined;
  const { client, view } = useConversation({ conversationId, self, head, readSeq, actions });
  const counterpart = counterpartNow(props.counterpart, view.title);
  // How far the reader had got stays what it was, whatever the server says of it later.
  const [opened] = useState(() => openedAt(props));
  const older = useHistory({
    tail: { firstPlace: view.messages[0]?.seq ?? 1, hasOlder: view.hasOlder, loadedRev: view.loadedRev },
    load: (beforeSeq) => actions.history({ conversationId, beforeSeq }),
    placeOf: ({ seq }) => seq,
    isShown: ({ threadId }) => threadId === null,
  });
  const see = useCallback((seq: number) => client.see(seq), [client]);
  const own = useRef<HTMLTextAreaElement>(null);
  const field = use(AgentComposer)?.field ?? own;
  const pane = useThreadPane(field);
  const { around = null, noteId } = props;
  const jump = useJump({ conversationId, actions, around, head, loadedRev: view.loadedRev, noteId });
  const [isSearching, setSearching] = useState(false);
  useDeviceKey(self.userId, actions.secrets.publish);
  const { tellTimeZone } = actions;
  const locale = useLocale();
  useEffect(
    () =>
      isStaff(self.role)
        ? undefined
        : whenIdle(() => {
            import("./tell-time-zone")
              .then((module) =>
                module.tellTimeZone({ userId: self.userId, locale }, tellTimeZone, localStorage),
              )
              .catch((error: unknown) => console.warn("time zone not told:", error));
          }),
    [self.userId, self.role, locale, tellTimeZone],
  );
  const isThreadOpen = pane.open !== null && pane.open.threadId !== ALL_THREADS;

  if (group && isGroupOver(view))
    return <GroupOver leading={props.leading} messages={view.messages} selfId={self.userId} />;
  const section = (
    <div className="@container/talk relative flex h-full min-h-0" data-talk={conversationId}>
      <section
        aria-label={t("label", { name: counterpart.name })}
        // Under a thread that takes its place it is out of the way of the keyboard, too.
        className={`flex min-w-0 flex-1 flex-col bg-paper ${pane.open ? "@max-3xl/talk:invisible" : ""}`}
      >
        <HeaderOf
          conversationId={conversationId}
          counterpart={counterpart}
          group={group}
          isParticipant={props.isParticipant}
          join={actions.join}
          leading={props.leading}
          trailing={
            <>
              {!group && <Calls {...{ actions, client, conversationId, view }} name={counterpart.name} />}
              <IconButton
                aria-expanded={isSearching}
                icon="search"
                label={t("search")}
                onClick={() => setSearching(!isSearching)}
              />
              {(group || !isStaff(self.role)) && (
                <LevelButton {...{ conversationId, self }} levels={actions.levels} />
              )}
              <ThreadsButton isOpen={pane.open !== null} onOpen={() => pane.ask(ALL_THREADS)} view={view} />
              {props.trailing}
            </>
          }
          view={view}
        />
        {props.below}
        {isSearching && (
          <ConversationSearch
            conversationId={conversationId}
            onClose={() => setSearching(false)}
            onSeek={jump.seek}
            search={actions.search}
            selfId={self.userId}
          />
        )}
        <Talk
          actions={actions}
          beginning={t(group ? "beginningOfGroup" : "beginning", { name: counterpart.name })}
          client={client}
          conversationId={conversationId}
          counterpart={counterpart}
          draftKey={`draft/${self.userId}/${conversationId}`}
          field={field}
          firstUnreadSeq={opened.firstUnreadSeq}
          older={older}
          onSee={see}
          onThread={pane.show}
          readSeq={opened.readSeq}
          reception={props.reception}
          saysRefusals={!isThreadOpen}
          self={self}
          jump={jump}
          sought={jump.sought}
          takesFocus={props.takesFocus ?? false}
          thread={null}
          view={view}
        />
      </section>
      {pane.open && (
        <ThreadPaneWhenAsked
          {...{ actions, client, conversationId, counterpart, self, view }}
          key={pane.open.threadId}
          loaded={older.pages}
          onClose={pane.close}
          onOpen={pane.ask}
          open={pane.open}
        />
      )}
      <Announcer messages={view.messages} openedSeq={opened.seq} selfId={self.userId} />
    </div>
  );
  return <Live value={client}>{props.frame ? props.frame(section, view) : section}</Live>;
}

/** What was there when the conversation was opened, and where what the reader had not seen yet began. */
function openedAt({ head, readSeq, self }: ConversationProps) {
  const unread = head.messages.filter(
    ({ seq, senderId, threadId }) => seq > readSeq && senderId !== self.userId && threadId === null,
  );
  const isWhole = !head.hasMore || (head.messages[0]?.seq ?? 0) <= readSeq + 1;
  const firstUnreadSeq = unread[0] ? (isWhole ? unread[0].seq : readSeq + 1) : null;
  return { seq: head.seq, readSeq, firstUnreadSeq };
}
