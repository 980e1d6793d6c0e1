"use client";

import { useMemo, useState } from "react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { dayOf } from "../ui/moment";
import { type Row, rowsOf, type Stretch } from "./rows";
import type { History } from "./use-history";

interface Made {
  of: Pick<Stretch, "unsent" | "above" | "selfId" | "firstUnreadSeq"> & { timeZone: string };
  rows: Row[];
}

/**
 * The rows of a conversation. Each page's are kept, so that a new message or an older page costs the same however
 * much has been loaded already.
 */
export function useRows({
  older,
  view,
  timeZone,
  firstUnreadSeq,
}: {
  older: Pick<History, "pages">;
  view: Pick<ConversationView, "messages" | "unsent" | "self">;
  timeZone: string;
  firstUnreadSeq: number | null;
}): Row[] {
  const [made] = useState(() => new WeakMap<Message[], Made>());
  const { messages: tail, unsent, self } = view;
  return useMemo(() => {
    const stretches = [...older.pages, tail];
    // Until the first unread message has been loaded, all that is there is unread.
    const loadedSeq = stretches[0]?.[0]?.seq ?? 1;
    const dividedSeq = firstUnreadSeq === null ? null : Math.max(firstUnreadSeq, loadedSeq);
    return stretches.flatMap((messages, index) =>
      rowsKept(made, messages, {
        unsent: messages === tail ? unsent : NONE,
        above: stretches[index - 1]?.at(-1),
        selfId: self.userId,
        firstUnreadSeq: messages.some(({ seq }) => seq === dividedSeq) ? dividedSeq : null,
        timeZone,
      }),
    );
  }, [made, older.pages, tail, unsent, self.userId, firstUnreadSeq, timeZone]);
}

const NONE: [] = [];

function rowsKept(made: WeakMap<Message[], Made>, messages: Message[], of: Made["of"]): Row[] {
  const known = made.get(messages);
  if (known && isSame(known.of, of)) return known.rows;
  const { timeZone, ...stretch } = of;
  const rows = rowsOf({ ...stretch, messages, dayOf: (at) => dayOf(at, timeZone) });
  made.set(messages, { of, rows });
  return rows;
}

function isSame(one: Made["of"], other: Made["of"]): boolean {
  return (
    one.unsent === other.unsent &&
    one.above === other.above &&
    one.selfId === other.selfId &&
    one.firstUnreadSeq === other.firstUnreadSeq &&
    one.timeZone === other.timeZone
  );
}
