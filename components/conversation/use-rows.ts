"use client";

import { useMemo } from "react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { dayOf } from "../ui/moment";
import { type Row, rowsOf } from "./rows";
import type { History } from "./use-history";

/**
 * The rows of a conversation. Of history and of the live tail apart, so that a new message costs the same however
 * much has been loaded before it.
 */
export function useRows({
  older,
  view,
  timeZone,
  firstUnreadSeq: unreadSeq,
}: {
  older: Pick<History, "messages" | "pageStarts">;
  view: Pick<ConversationView, "messages" | "unsent" | "self">;
  timeZone: string;
  firstUnreadSeq: number | null;
}): Row[] {
  const selfId = view.self.userId;
  const tailSeq = view.messages[0]?.seq ?? 1;
  const loadedSeq = older.messages[0]?.seq ?? tailSeq;
  // Until the first unread message has been loaded, all that is there is unread.
  const firstUnreadSeq = unreadSeq === null ? null : Math.max(unreadSeq, loadedSeq);
  const history = useMemo(
    () =>
      rowsOf({
        messages: older.messages,
        unsent: [],
        above: undefined,
        selfId,
        firstUnreadSeq,
        pageStarts: new Set(older.pageStarts),
        dayOf: (at) => dayOf(at, timeZone),
      }),
    [older.messages, older.pageStarts, selfId, firstUnreadSeq, timeZone],
  );
  const above = older.messages.at(-1);
  const tail = useMemo(
    () =>
      rowsOf({
        messages: view.messages,
        unsent: view.unsent,
        above,
        selfId,
        firstUnreadSeq,
        pageStarts: new Set([tailSeq]),
        dayOf: (at) => dayOf(at, timeZone),
      }),
    [view.messages, view.unsent, above, selfId, firstUnreadSeq, tailSeq, timeZone],
  );
  return useMemo(() => [...history, ...tail], [history, tail]);
}
