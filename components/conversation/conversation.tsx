"use client";

import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Unsent } from "@/lib/conversation-state";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import { Secrets } from "../secret/secrets";
import { useDeviceKey } from "../secret/use-device-key";
import { useSecrets } from "../secret/use-secrets";
import { useReader } from "../ui/use-reader";
import type { ConversationActions } from "./actions";
import { Announcer } from "./announcer";
import { ChangeNotices } from "./change-notices";
import { Composer } from "./composer";
import { ConnectionBanner } from "./connection-banner";
import { ConversationHeader, type Counterpart } from "./conversation-header";
import { JoinButton } from "./join-button";
import { MenuOf } from "./menu-of";
import { mayEdit } from "./message-rights";
import { StillTimeline } from "./still-timeline";
import { Timeline } from "./timeline";
import { TypingIndicator } from "./typing-indicator";
import { UndoNotice } from "./undo-notice";
import { useConversation } from "./use-conversation";
import { addToDraft } from "./use-draft";
import { type History, useHistory } from "./use-history";
import { useMessageTools } from "./use-message-tools";
import { useRows } from "./use-rows";
import { useWholeBodies } from "./use-whole-bodies";

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
  const { conversationId, self, head, counterpart, actions, takesFocus = false } = props;
  const t = useTranslations("conversation");
  const { client, view } = useConversation({ conversationId, self, head, actions });
  // How far the reader had got stays what it was, whatever the server says of it later.
  const [opened] = useState(() => openedAt(props));
  const firstSeq = view.messages[0]?.seq ?? 1;
  const older = useHistory({
    conversationId,
    tail: { firstSeq, hasOlder: view.hasOlder, loadedRev: view.loadedRev },
    actions,
  });
  const reader = useReader();
  const timeZone = reader?.timeZone ?? "UTC";
  const rows = useRows({ older, view, timeZone, firstUnreadSeq: opened.firstUnreadSeq });
  const { wholes, showWhole } = useWholeBodies(conversationId, actions.wholeBody);
  const see = useCallback((seq: number) => client.see(seq), [client]);

  const field = useRef<HTMLTextAreaElement>(null);
  const draftKey = `draft/${self.userId}/${conversationId}`;
  const deeds = useMessageTools({ client, conversationId, actions, draftKey, field });
  const { tools } = deeds;
  const secrets = useSecrets({ client, draftKey });
  useDeviceKey(self.userId, actions.secrets.publish);
  const [discarded, setDiscarded] = useState<Unsent>();
  const takeBack = ({ body }: Unsent) => {
    addToDraft(draftKey, body);
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
      tools: { ...tools, onJump: () => {}, onReveal: readSecret },
    }),
    [self, receipts, participants, present, wholes, showWhole, client, tools, readSecret],
  );
  const beginning = {
    ...beginningOf(older, view.messages[0]?.createdAt),
    words: t("beginning", { name: counterpart.name }),
  };

  const section = (
    <section
      aria-label={t("label", { name: counterpart.name })}
      className="flex h-full min-h-0 flex-col bg-paper"
    >
      <ConversationHeader
        counterpart={counterpart}
        leading={props.leading}
        trailing={
          <>
            {isLookingOn(props, participants) && (
              <JoinButton conversationId={conversationId} join={actions.join} />
            )}
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
            readSeq={opened.readSeq}
            rows={rows}
            selfId={self.userId}
          />
        ) : (
          <StillTimeline beginning={beginning} context={context} rows={rows} />
        )}
      </div>
      <Announcer messages={view.messages} openedSeq={opened.seq} selfId={self.userId} />
      <TypingIndicator people={present.filter(({ userId }) => isTyping(view, userId))} />
      {discarded && (
        <UndoNotice
          onClose={() => setDiscarded(undefined)}
          onUndo={() => takeBack(discarded)}
          words={t("unsent.discarded")}
        />
      )}
      <ChangeNotices deeds={deeds} view={view} />
      <Secrets
        actions={actions.secrets}
        conversationId={conversationId}
        secrets={secrets}
        self={self}
        to={counterpart.name}
      />
      {deeds.menu && <MenuOf deeds={deeds} menu={deeds.menu} view={view} />}
      <Composer
        draftKey={deeds.writingKey}
        field={field}
        isOpen={view.connection !== "refused"}
        onCancel={deeds.stopWriting}
        // Only a page that came by https has what it takes.
        onSecret={reader && window.isSecureContext ? secrets.begin : undefined}
        onSend={(body) => {
          deeds.send(body);
          setDiscarded(undefined);
        }}
        onTyping={(typing) => client.setTyping(typing)}
        onUp={() => {
          const last = rows.findLast((row) => row.kind === "message" && mayEdit(row.message, self));
          if (last?.kind === "message") void deeds.edit(last.message);
        }}
        takesFocus={takesFocus}
        to={counterpart.name}
        writing={deeds.writing}
      />
    </section>
  );
  return props.frame ? props.frame(section, view) : section;
}

/** What was there when the conversation was opened, and where what the reader had not seen yet began. */
function openedAt({ head, readSeq, self }: ConversationProps) {
  const unread = head.messages.filter(({ seq, senderId }) => seq > readSeq && senderId !== self.userId);
  const isWhole = !head.hasMore || (head.messages[0]?.seq ?? 0) <= readSeq + 1;
  const firstUnreadSeq = unread[0] ? (isWhole ? unread[0].seq : readSeq + 1) : null;
  return { seq: head.seq, readSeq, firstUnreadSeq };
}

function beginningOf({ pages, hasOlder, isLoading, isFailed, loadOlder }: History, tailAt?: string) {
  return { firstAt: pages[0]?.[0]?.createdAt ?? tailAt ?? null, hasOlder, isLoading, isFailed, loadOlder };
}

function isLookingOn({ self, isParticipant }: ConversationProps, participants: Participant[]): boolean {
  if (!isStaff(self.role)) return false;
  if (participants.length === 0) return !isParticipant;
  return !participants.some(({ userId }) => userId === self.userId);
}

function isTyping(
  { typing, self }: { typing: { userId: string }[]; self: Participant },
  userId: string,
): boolean {
  return userId !== self.userId && typing.some((each) => each.userId === userId);
}
