"use client";

import { startTransition, useCallback, useState } from "react";
import type { HistoryAround, HistoryHead } from "@/lib/protocol/history";
import { answered } from "../answered";
import type { ConversationActions } from "./actions";
import type { Sought } from "./use-seeking";

interface Jumping {
  conversationId: string;
  actions: Pick<ConversationActions, "around">;
  /** Where the conversation was opened, if not at its end. */
  around: HistoryAround | null;
  head: HistoryHead;
  /** When the tail was loaded; what was read before that may have changed unheard. */
  loadedRev: number;
  /** A note to lead to instead. */
  noteId?: string | undefined;
}

/** Where in the conversation the reader is: at its live tail, or in a window around something said before. */
export function useJump({ conversationId, actions, around, head, loadedRev, noteId }: Jumping) {
  const [sought, setSought] = useState<Sought | null>(
    noteId === undefined ? around && { id: around.focusId } : { id: noteId, isNote: true },
  );
  const [away, setAway] = useState(() => {
    const isInTail = head.messages.some(({ id }) => id === around?.focusId);
    return around && !isInTail ? { page: around, loadedRev } : null;
  });
  const goElsewhere = useCallback(
    async (messageId: string) => {
      const result = await answered(actions.around({ conversationId, messageId }));
      if (!result.ok) return;
      // What is on the screen stays until the rest has been loaded.
      startTransition(() => {
        setAway({ page: result.value, loadedRev });
        setSought({ id: result.value.focusId });
      });
    },
    [conversationId, actions, loadedRev],
  );
  return {
    away: away?.loadedRev === loadedRev ? away.page : null,
    sought,
    seek: useCallback((id: string, isNote?: boolean) => {
      if (isNote) setAway(null);
      setSought({ id, isNote });
    }, []),
    goElsewhere: useCallback((id: string) => void goElsewhere(id), [goElsewhere]),
    goToLatest: useCallback(() => {
      setAway(null);
      setSought(null);
    }, []),
  };
}
