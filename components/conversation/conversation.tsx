"use client";

import dynamic from "next/dynamic";
import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationClient, ConversationView } from "@/lib/client/conversation-client";
import type { Unsent } from "@/lib/conversation-state";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import { DropZone } from "../attachments/drop-zone";
import { useAttaching } from "../attachments/use-attaching";
import { Secrets } from "../secret/secrets";
import { useDeviceKey } from "../secret/use-device-key";
import { useSecrets } from "../secret/use-secrets";
import { ThreadsButton } from "../threads/threads-button";
import { useBranches } from "../threads/use-branches";
import { ALL_THREADS, useThreadPane } from "../threads/use-thread-pane";
import { useReader } from "../ui/use-reader";
import type { ConversationActions } from "./actions";
import { Announcer } from "./announcer";
import { Calls } from "./calls";
import { ChangeNotices } from "./change-notices";
import { Composer } from "./composer";
import { ConnectionBanner } from "./connection-banner";
import { ConversationHeader, type Counterpart } from "./conversation-header";
import { JoinButton } from "./join-button";
import { MenuOf } from "./menu-of";
import { mayEdit } from "./message-rights";
import { momentOf, type Row } from "./rows";
import { StillTimeline } from "./still-timeline";
import { Timeline } from "./timeline";
import { TypingIndicator } from "./typing-indicator";
import { UndoNotice } from "./undo-notice";
import { useConversation } from "./use-conversation";
import { addToDraft } from "./use-draft";
import { type History, useHistory } from "./use-history";
import { type TalkedThread, useMessageTools } from "./use-message-tools";
import { useRows } from "./use-rows";
import { useWholeBodies } from "./use-whole-bodies";

/** Comes with the first thread that is opened. */
const ThreadPane = dynamic(() => import("../threads/thread-pane").then((module) => module.ThreadPane));

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
  const { conversationId, self, head, counterpart, actions } = props;
  const t = useTranslations("conversation");
  const { client, view } = useConversation({ conversationId, self, head, actions });
  // How far the reader had got stays what it was, whatever the server says of it later.
  const [opened] = useState(() => openedAt(props));
  const older = useHistory({
    tail: { firstPlace: view.messages[0]?.seq ?? 1, hasOlder: view.hasOlder, loadedRev: view.loadedRev },
    load: (beforeSeq) => actions.history({ conversationId, beforeSeq }),
    placeOf: ({ seq }) => seq,
    isShown: ({ threadId }) => threadId === null,
  });
  const see = useCallback((seq: number) => client.see(seq), [client]);
  const field = useRef<HTMLTextAreaElement>(null);
  const pane = useThreadPane(field);
  useDeviceKey(self.userId, actions.secrets.publish);
  const isThreadOpen = pane.open !== null && pane.open.threadId !== ALL_THREADS;

  const section = (
    <div className="@container/talk relative flex h-full min-h-0">
      <section
        aria-label={t("label", { name: counterpart.name })}
        // Under a thread that takes its place it is out of the way of the keyboard, too.
        className={`flex min-w-0 flex-1 flex-col bg-paper ${pane.open ? "@max-3xl/talk:invisible" : ""}`}
      >
        <ConversationHeader
          counterpart={counterpart}
          leading={props.leading}
          trailing={
            <>
              {isLookingOn(props, view.participants) && (
                <JoinButton conversationId={conversationId} join={actions.join} />
              )}
              <Calls {...{ actions, client, conversationId, view }} name={counterpart.name} />
              <ThreadsButton isOpen={pane.open !== null} onOpen={() => pane.ask(ALL_THREADS)} view={view} />
              {props.trailing}
            </>
          }
          view={view}
        />
        <Talk
          actions={actions}
          beginning={t("beginning", { name: counterpart.name })}
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
          saysRefusals={!isThreadOpen}
          self={self}
          soughtId={null}
          takesFocus={props.takesFocus ?? false}
          thread={null}
          view={view}
        />
      </section>
      {pane.open && (
        <ThreadPane
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
  return props.frame ? props.frame(section, view) : section;
}

interface TalkProps extends Pick<ConversationProps, "conversationId" | "self" | "counterpart" | "actions"> {
  client: ConversationClient;
  view: ConversationView;
  older: History;
  /** Which thread of the conversation, and where it is opened; null for what stands in none. */
  thread: TalkedThread | null;
  onThread: (message: Message) => void;
  readSeq: number;
  firstUnreadSeq: number | null;
  onSee: (seq: number) => void;
  /** What is said at the very beginning. */
  beginning: string;
  draftKey: string;
  field: RefObject<HTMLTextAreaElement | null>;
  takesFocus: boolean;
  /** The message that is led to. */
  soughtId: string | null;
  /** Of the changes of the whole conversation; in one place only. */
  saysRefusals: boolean;
}

/** What was said in a conversation or in one of its threads, and what can be done about it and be said now. */
export function Talk(props: TalkProps) {
  const { client, view, conversationId, self, actions, older, thread } = props;
  const { name } = props.counterpart;
  const { draftKey, field, takesFocus, onThread } = props;
  const t = useTranslations("conversation");
  const reader = useReader();
  const timeZone = reader?.timeZone ?? "UTC";
  const threadId = thread?.id ?? null;
  const rows = useRows({ older, view, timeZone, threadId, firstUnreadSeq: props.firstUnreadSeq });
  const branches = useBranches(older.pages, view);
  const { wholes, showWhole } = useWholeBodies(conversationId, actions.wholeBody);

  const deeds = useMessageTools({ client, conversationId, actions, draftKey, field, thread });
  const { tools } = deeds;
  const secrets = useSecrets({ client, draftKey, thread });
  const attaching = useAttaching(conversationId, draftKey);
  const [discarded, setDiscarded] = useState<Unsent>();
  const takeBack = ({ body, attachments }: Unsent) => {
    addToDraft(draftKey, body);
    attaching.giveBack(attachments);
    setDiscarded(undefined);
    field.current?.focus();
  };

  const { receipts, participants, present } = view;
  const { read: readSecret } = secrets;
  const context = useMemo(
    () => ({
      view: { self, receipts, participants, present },
      wholes,
      onShowWhole: showWhole,
      onRetry: (id: string) => client.retry(id),
      onDiscard: (text: Unsent) => {
        client.discard(text.id);
        setDiscarded(text);
      },
      // To what is not on the screen only a timeline leads.
      tools: { ...tools, onThread, onJump: () => {}, onReveal: readSecret },
    }),
    [self, receipts, participants, present, wholes, showWhole, client, tools, onThread, readSecret],
  );
  const beginning = { ...beginningOf(older, rows), words: props.beginning };
  const lines = { beginning, branches, context, rows };

  return (
    <DropZone onDrop={attaching.add}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div className={thread ? "@3xl/talk:hidden" : "contents"}>
          <ConnectionBanner {...view} />
        </div>
        {thread?.topIn(context)}
        {reader ? (
          <Timeline
            {...lines}
            label={thread?.words.replies ?? t("messages")}
            lastSeq={view.messages.at(-1)?.seq ?? 0}
            onSee={props.onSee}
            readSeq={props.readSeq}
            selfId={self.userId}
            soughtId={props.soughtId}
          />
        ) : (
          <StillTimeline {...lines} />
        )}
      </div>
      {!thread && <TypingIndicator people={present.filter(({ userId }) => isTyping(view, userId))} />}
      {discarded && (
        <UndoNotice
          onClose={() => setDiscarded(undefined)}
          onUndo={() => takeBack(discarded)}
          words={t("unsent.discarded")}
        />
      )}
      <ChangeNotices changes={props.saysRefusals ? view.changes : []} deeds={deeds} />
      <Secrets
        actions={actions.secrets}
        conversationId={conversationId}
        secrets={secrets}
        self={self}
        to={name}
      />
      {deeds.menu && (
        <MenuOf deeds={deeds} menu={deeds.menu} onThread={thread ? undefined : onThread} view={view} />
      )}
      <Composer
        attaching={attaching}
        draftKey={deeds.writingKey}
        field={field}
        isOpen={view.connection !== "refused"}
        onCancel={deeds.stopWriting}
        // Only a page that came by https has what it takes.
        onSecret={reader && window.isSecureContext ? secrets.begin : undefined}
        onSend={(body) => {
          deeds.send(body, attaching.take());
          setDiscarded(undefined);
        }}
        onTyping={(typing) => client.setTyping(typing)}
        onUp={() => {
          const last = rows.findLast((row) => row.kind === "message" && mayEdit(row.message, self));
          if (last?.kind === "message") void deeds.edit(last.message);
        }}
        takesFocus={takesFocus}
        words={
          thread?.words ?? {
            label: t("composer.label", { name }),
            placeholder: t("composer.placeholder", { name }),
          }
        }
        writing={deeds.writing}
      />
    </DropZone>
  );
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

function beginningOf({ hasOlder, isLoading, isFailed, loadOlder }: History, rows: Row[]) {
  const first = rows.find((row) => row.kind === "message" || row.kind === "notice");
  return { firstAt: momentOf(first), hasOlder, isLoading, isFailed, loadOlder };
}

function isLookingOn({ self, isParticipant }: ConversationProps, participants: Participant[]): boolean {
  if (!isStaff(self.role)) return false;
  if (participants.length === 0) return !isParticipant;
  return !participants.some(({ userId }) => userId === self.userId);
}

function isTyping({ typing, self }: Pick<ConversationView, "typing" | "self">, userId: string): boolean {
  return userId !== self.userId && typing.some((each) => each.userId === userId);
}
