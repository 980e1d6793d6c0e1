"use client";

import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Unsent } from "@/lib/conversation-state";
import type { Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Mention } from "@/lib/work";
import { useAttaching } from "../attachments/use-attaching";
import type { ConversationActions } from "../conversation/actions";
import type { AgentComposer, Notes } from "../conversation/agent-composer";
import { lastEditable } from "../conversation/message-rights";
import { useAttention } from "../conversation/use-attention";
import { useConversation } from "../conversation/use-conversation";
import { addToDraft } from "../conversation/use-draft";
import { type History, useHistory } from "../conversation/use-history";
import { useMessageTools } from "../conversation/use-message-tools";
import { useRows } from "../conversation/use-rows";
import { useWholeBodies } from "../conversation/use-whole-bodies";
import { dayOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";
import { namedIn } from "./mentions";
import { Note } from "./note";
import { isHeldBackBy, notesAmong } from "./notes-among";

/** What a page needs to show the notes of a conversation. */
export interface NotesOpening {
  /** Of the notes, which are a conversation of their own. */
  conversationId: string;
  head: HistoryHead;
  /** Whom a note can name. */
  people: Mention[];
}

interface Noting {
  opening: NotesOpening;
  self: Participant;
  actions: ConversationActions;
  field: RefObject<HTMLTextAreaElement | null>;
  /** When the composer is asked for, for a note. */
  onWriting: () => void;
}

/** The notes of a conversation, live: what the timeline shows of them, and what writes and changes them. */
export function useNotes({ opening, self, actions, field, onWriting }: Noting) {
  const { conversationId, head, people } = opening;
  const t = useTranslations("notes");
  const timeZone = useReader()?.timeZone ?? "UTC";
  const { client, view } = useConversation({ conversationId, self, head, actions });
  // They stand among what is read, so what is there has been seen.
  const isAttentive = useAttention();
  const lastSeq = view.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (isAttentive && lastSeq > 0) client.see(lastSeq);
  }, [client, isAttentive, lastSeq]);
  const older = useHistory({
    tail: { firstPlace: view.messages[0]?.seq ?? 1, hasOlder: view.hasOlder, loadedRev: view.loadedRev },
    load: (beforeSeq) => actions.history({ conversationId, beforeSeq }),
    placeOf: ({ seq }) => seq,
    isShown: () => true,
  });
  const rows = useRows({ older, view, timeZone, threadId: null, firstUnreadSeq: null });
  const draftKey = `draft/${self.userId}/${conversationId}`;
  const deeds = useMessageTools({
    ...{ client, conversationId, actions, draftKey, field, thread: null, onWriting },
  });
  const attaching = useAttaching(conversationId, draftKey);
  const [discarded, setDiscarded] = useState<Unsent>();
  const draw = useDrawing({ self, client, actions, conversationId, tools: deeds.tools, setDiscarded });

  const reach = reachOf(older, view.messages[0]?.createdAt);
  const { hasOlder, oldestAt } = reach;
  const notes = useMemo(
    (): Notes => ({
      among: (said, { tailAt, ...talk }) =>
        notesAmong({ rows: said, ...reachOf(talk, tailAt) }, { rows, hasOlder, oldestAt }, (at) =>
          dayOf(at, timeZone),
        ),
      draw,
    }),
    [rows, hasOlder, oldestAt, timeZone, draw],
  );
  const composer: NonNullable<AgentComposer["note"]> = {
    ...{ attaching, draftKey: deeds.writingKey, isOpen: view.connection !== "refused" },
    ...{ writing: deeds.writing, onCancel: deeds.stopWriting, onSecret: undefined },
    words: { label: t("write"), placeholder: t("placeholder"), send: t("send") },
    onSend: (body) => {
      const mentionIds = namedIn(body, people).map(({ userId }) => userId);
      deeds.send(body, attaching.take(), { mentionIds });
      setDiscarded(undefined);
    },
    onTyping: (isTyping) => client.setTyping(isTyping),
    onEmoji: () => deeds.pickEmoji({ messageId: null }),
    onUp: () => {
      const last = lastEditable(rows, self);
      if (last) void deeds.edit(last);
    },
  };
  return {
    ...{ view, deeds, notes, composer, discarded },
    olderOf: (talk: History, tailAt: string | undefined) => bothOlder(talk, tailAt, { ...older, ...reach }),
    takeBack: () => {
      if (discarded) addToDraft(draftKey, discarded.body);
      attaching.giveBack(discarded?.attachments);
      setDiscarded(undefined);
      onWriting();
      field.current?.focus();
    },
    forgetDiscarded: () => setDiscarded(undefined),
  };
}

interface Drawing extends Pick<Noting, "self" | "actions"> {
  client: ReturnType<typeof useConversation>["client"];
  conversationId: string;
  tools: ReturnType<typeof useMessageTools>["tools"];
  setDiscarded: (text: Unsent) => void;
}

/** The same function until what it draws looks otherwise: a timeline draws each of its rows anew for another. */
function useDrawing({ self, client, actions, conversationId, tools, setDiscarded }: Drawing): Notes["draw"] {
  const { wholes, showWhole } = useWholeBodies(conversationId, actions.wholeBody);
  return useCallback<NonNullable<Notes["draw"]>>(
    (row, { isTabStop, onJump }) => (
      <Note
        isTabStop={isTabStop}
        onDiscard={(text) => {
          client.discard(text.id);
          setDiscarded(text);
        }}
        onRetry={(id) => client.retry(id)}
        onShowWhole={showWhole}
        row={row}
        self={self}
        tools={{ ...tools, onJump }}
        wholes={wholes}
      />
    ),
    [self, client, tools, wholes, showWhole, setDiscarded],
  );
}

function reachOf({ pages, hasOlder }: Pick<History, "pages" | "hasOlder">, tailAt: string | undefined) {
  return { hasOlder, oldestAt: pages[0]?.[0]?.createdAt ?? tailAt };
}

/** Both of them, loaded one after the other: what reaches less far first. */
function bothOlder(
  talk: History,
  tailAt: string | undefined,
  notes: History & { oldestAt: string | undefined },
): History {
  const talked = { ...talk, ...reachOf(talk, tailAt) };
  const next = isHeldBackBy(talked, notes) || !notes.hasOlder ? talk : notes;
  return {
    pages: talk.pages,
    hasOlder: talk.hasOlder || notes.hasOlder,
    isLoading: talk.isLoading || notes.isLoading,
    isFailed: next.isFailed,
    loadOlder: next.loadOlder,
  };
}
