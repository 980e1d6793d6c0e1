"use client";

import dynamic from "next/dynamic";
import { type ComponentProps, type ReactNode, useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Participant } from "@/lib/protocol/event";
import type { ConversationActions } from "../conversation/actions";
import { AgentComposer } from "../conversation/agent-composer";
import { ChangeNotices } from "../conversation/change-notices";
import { MessageDialogs } from "../conversation/message-dialogs";
import { UndoNotice } from "../conversation/undo-notice";
import { patiently } from "../patiently";
import { IconButton } from "../ui/icon-button";
import { type Keeping, useKeeping } from "./keeping";
import { useCommands } from "./keyboard/commands";
import type { MentionKeys } from "./mentioning";
import { isModeKey, ModeSwitch } from "./mode-switch";
import { NotesAnnouncer } from "./notes-announcer";
import { type NotesOpening, useNotes } from "./use-notes";
import { type ReplyAsked, useReplyMenu } from "./use-reply-menu";

interface AgentComposingProps {
  notes: NotesOpening;
  self: Participant;
  actions: ConversationActions;
  keeping: Omit<Keeping, "selfId" | "isNote">;
  /** Whom saved replies are for. */
  replies: ReplyAsked;
  children: ReactNode;
}

/** Comes when somebody begins to write. */
const Promises = dynamic(
  patiently(() => import("./promises").then((module) => module.Promises)),
  { ssr: false },
);

/** Comes when somebody begins a note. */
const Mentioning = dynamic(
  patiently(() => import("./mentioning").then((module) => module.Mentioning)),
  { ssr: false },
);

/** Comes when somebody looks at something said before. */
const AwayWithNotes = dynamic(
  patiently(() => import("./away-with-notes").then((module) => module.AwayWithNotes)),
);

/** What agents have at hand where they write; each part of it is plugged in here. */
export function AgentComposing(props: AgentComposingProps) {
  const { notes: opening, self, actions, keeping, replies, children } = props;
  const t = useTranslations("conversation");
  const field = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<AgentComposer["mode"]>("reply");
  const onWriting = useCallback(() => setMode("note"), []);
  const noting = useNotes({ opening, self, actions, field, onWriting });
  const { deeds, view, composer } = noting;
  const isNote = mode === "note";
  const write = (as: AgentComposer["mode"]) => () => {
    setMode(as);
    field.current?.focus();
  };
  useCommands([
    { id: "reply", run: write("reply") },
    { id: "note", run: write("note") },
  ]);
  const [promise, setPromise] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const mentionKeys = useRef<MentionKeys>(null);
  const replyMenu = useReplyMenu(replies);
  const kept = useKeeping({ ...keeping, selfId: self.userId, isNote });
  const agent: AgentComposer = {
    ...{ mode, setMode, field },
    above: (
      <>
        {noting.discarded && (
          <UndoNotice
            onClose={noting.forgetDiscarded}
            onUndo={noting.takeBack}
            words={t("unsent.discarded")}
          />
        )}
        {kept.above}
        <ChangeNotices changes={view.changes} deeds={deeds} />
        {!isNote && (isWriting || promise !== null) && <Promises making={promise} onMake={setPromise} />}
        {isNote && deeds.writing?.kind !== "edit" && (
          <Mentioning draftKey={composer.draftKey} field={field} keys={mentionKeys} people={opening.people} />
        )}
        {replyMenu.menu}
        <div className="flex items-center justify-between">
          <ModeSwitch {...{ mode, setMode, field }} />
          {!isNote && <Tools onLater={kept.plan} onPromise={() => setPromise("")} />}
        </div>
      </>
    ),
    onKeyDown: (event, pressed) => {
      setWriting(true);
      if (mentionKeys.current?.(event)) return true;
      if (replyMenu.onKeyDown(event, pressed)) return true;
      if (!isModeKey(event.nativeEvent)) return false;
      event.preventDefault();
      setMode(isNote ? "reply" : "note");
      return true;
    },
    note: isNote ? composer : null,
    notes: noting.notes,
    noted: { conversationId: opening.conversationId, view },
    olderOf: noting.olderOf,
    AwayTimeline: AwayWithNotes,
  };
  return (
    <AgentComposer value={agent}>
      {children}
      <MessageDialogs deeds={deeds} field={field} onThread={undefined} view={view} />
      <NotesAnnouncer messages={view.messages} openedSeq={opening.head.seq} selfId={self.userId} />
    </AgentComposer>
  );
}

/** Over the field, beside whom it is for. */
function Tools({ onLater, onPromise }: { onLater: () => void; onPromise: () => void }) {
  const t = useTranslations();
  return (
    <div className="flex shrink-0 items-center pb-1.5">
      <Tool data-later icon="calendar" label={t("guard.later.open")} onClick={onLater} />
      <Tool data-promise icon="clock" label={t("closing.promise.make")} onClick={onPromise} />
    </div>
  );
}

function Tool(props: ComponentProps<typeof IconButton>) {
  return <IconButton aria-haspopup="dialog" size="small-round" {...props} />;
}
