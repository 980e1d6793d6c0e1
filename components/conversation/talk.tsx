"use client";

import dynamic from "next/dynamic";
import { type RefObject, Suspense, use, useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { blockAt } from "@/lib/block";
import type { ConversationClient, ConversationView } from "@/lib/client/conversation-client";
import type { Unsent } from "@/lib/conversation-state";
import type { Message } from "@/lib/protocol/message";
import { DropZone } from "../attachments/drop-zone";
import { useAttaching } from "../attachments/use-attaching";
import { patiently } from "../patiently";
import { Secrets } from "../secret/secrets";
import { useSecrets } from "../secret/use-secrets";
import { useBranches } from "../threads/use-branches";
import { useReader } from "../ui/use-reader";
import { AgentComposer } from "./agent-composer";
import { ChangeNotices } from "./change-notices";
import { Composer } from "./composer";
import { ConnectionBanner } from "./connection-banner";
import type { ConversationProps } from "./conversation";
import { MessageDialogs } from "./message-dialogs";
import { lastEditable } from "./message-rights";
import { momentOf, type Row } from "./rows";
import { StillTimeline } from "./still-timeline";
import { Timeline } from "./timeline";
import { TypingIndicator } from "./typing-indicator";
import { UndoNotice } from "./undo-notice";
import { addToDraft } from "./use-draft";
import type { History } from "./use-history";
import type { useJump } from "./use-jump";
import { type TalkedThread, useMessageTools } from "./use-message-tools";
import { useRows } from "./use-rows";
import type { Sought } from "./use-seeking";
import { useWholeBodies } from "./use-whole-bodies";

/** Comes when somebody looks at something said before. */
const AwayTimeline = dynamic(
  patiently(() => import("./away-timeline").then((module) => module.AwayTimeline)),
);

/** Hardly anybody ever sees it. */
const Blocked = dynamic(patiently(() => import("./blocked").then((module) => module.Blocked)));

interface TalkProps
  extends Pick<ConversationProps, "conversationId" | "self" | "counterpart" | "actions" | "reception"> {
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
  sought: Sought | null;
  /** Leads to what is not loaded. */
  jump?: ReturnType<typeof useJump>;
  /** Of the changes of the whole conversation; in one place only. */
  saysRefusals: boolean;
}

/** What was said in a conversation or in one of its threads, and what can be done about it and be said now. */
export function Talk(props: TalkProps) {
  const { client, view, conversationId, self, actions, older, thread } = props;
  const { name } = props.counterpart;
  const { draftKey, field, takesFocus, onThread, jump, sought } = props;
  const t = useTranslations("conversation");
  const reader = useReader();
  const timeZone = reader?.timeZone ?? "UTC";
  const block = blockAt(view.block, reader?.nowMs ?? 0);
  const threadId = thread?.id ?? null;
  const agent = use(AgentComposer);
  const said = useRows({ older, view, timeZone, threadId, firstUnreadSeq: props.firstUnreadSeq });
  const { notes, setMode } = agent ?? {};
  const Away = agent?.AwayTimeline ?? AwayTimeline;
  const { pages, hasOlder } = older;
  const tailAt = view.messages[0]?.createdAt;
  const rows = useMemo(
    () => notes?.among(said, { pages, hasOlder, tailAt }) ?? said,
    [notes, said, pages, hasOlder, tailAt],
  );
  const branches = useBranches(older.pages, view);
  const { wholes, showWhole } = useWholeBodies(conversationId, actions.wholeBody);

  const deeds = useMessageTools({
    ...{ client, conversationId, actions, draftKey, field, thread },
    onWriting: useCallback(() => setMode?.("reply"), [setMode]),
  });
  const { tools } = deeds;
  const secrets = useSecrets({ client, draftKey, thread });
  const attaching = useAttaching(conversationId, draftKey);
  const [discarded, setDiscarded] = useState<Unsent>();
  const { giveBack } = attaching;
  const { reply } = deeds;
  const takeBack = useCallback(
    ({ body, attachments, replyTo }: Unsent) => {
      addToDraft(draftKey, body);
      giveBack(attachments);
      setDiscarded(undefined);
      field.current?.focus();
      const loaded = [...older.pages.flat(), ...client.getSnapshot().messages];
      const answered = loaded.find(({ id }) => id === replyTo);
      if (answered) reply(answered);
    },
    [draftKey, giveBack, field, older.pages, client, reply],
  );

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
      onRewrite: (text: Unsent) => {
        client.discard(text.id);
        takeBack(text);
      },
      // To what is not on the screen only a timeline leads.
      tools: { ...tools, onThread, onJump: () => {}, onReveal: readSecret },
      note: notes?.draw,
    }),
    [
      self,
      receipts,
      participants,
      present,
      wholes,
      showWhole,
      client,
      takeBack,
      tools,
      onThread,
      readSecret,
      notes,
    ],
  );
  const beginning = { ...beginningOf(agent?.olderOf(older, tailAt) ?? older, rows), words: props.beginning };
  const lines = { beginning, branches, context, rows, sought };
  const timeline = {
    ...{ context, sought, readSeq: props.readSeq, selfId: self.userId, onSee: props.onSee },
    ...{ label: thread?.words.replies ?? t("messages"), lastSeq: view.messages.at(-1)?.seq ?? 0 },
    onElsewhere: jump?.goElsewhere,
  };

  return (
    <DropZone onDrop={agent?.note?.attaching?.add ?? attaching.add}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div className={thread ? "@3xl/talk:hidden" : "contents"}>
          <ConnectionBanner {...view} />
        </div>
        {thread?.topIn(context)}
        {jump?.away ? (
          <Suspense>
            <Away
              {...timeline}
              actions={actions}
              beginning={props.beginning}
              conversationId={conversationId}
              key={jump.away.focusId}
              onLatest={jump.goToLatest}
              page={jump.away}
              view={view}
            />
          </Suspense>
        ) : reader ? (
          <Timeline {...lines} {...timeline} />
        ) : (
          <StillTimeline {...lines} />
        )}
      </div>
      {!thread && <TypingIndicator people={typersIn(view)} />}
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
      {rows.length === 0 && props.reception?.greeting}
      {!block && props.reception?.away}
      <MessageDialogs deeds={deeds} field={field} onThread={thread ? undefined : onThread} view={view} />
      {block ? (
        <Suspense>
          <Blocked {...block} />
        </Suspense>
      ) : (
        <Composer
          attaching={attaching}
          draftKey={deeds.writingKey}
          field={field}
          isOpen={view.connection !== "refused"}
          onCancel={deeds.stopWriting}
          // Only a page that came by https has what it takes.
          onSecret={
            reader && window.isSecureContext && !props.counterpart.isGroup ? secrets.begin : undefined
          }
          onEmoji={() => deeds.pickEmoji({ messageId: null })}
          onUp={() => {
            const last = lastEditable(rows, self);
            if (last) void deeds.edit(last);
          }}
          onTyping={(typing) => client.setTyping(typing)}
          takesFocus={takesFocus}
          words={
            thread?.words ?? {
              label: t("composer.label", { name }),
              placeholder: t("composer.placeholder", { name }),
            }
          }
          writing={deeds.writing}
          {...agent?.note}
          onSend={(body) => {
            if (agent?.note) agent.note.onSend(body);
            else deeds.send(body, attaching.take());
            jump?.goToLatest();
            setDiscarded(undefined);
          }}
        />
      )}
    </DropZone>
  );
}

function beginningOf({ hasOlder, isLoading, isFailed, loadOlder }: History, rows: Row[]) {
  const first = rows.find((row) => row.kind === "message" || row.kind === "notice" || row.kind === "note");
  return { firstAt: momentOf(first), hasOlder, isLoading, isFailed, loadOlder };
}

function typersIn({ typing, present, self }: ConversationView): { name: string }[] {
  return typing.flatMap(({ userId, name }) => {
    const named = present.find((each) => each.userId === userId)?.name ?? name;
    return userId === self.userId || named === undefined ? [] : [{ name: named }];
  });
}
