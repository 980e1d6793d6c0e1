"use client";

import { useMemo, useState } from "react";
import { presentForm } from "@/lib/amendments";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { dayOf } from "../ui/moment";
import { abovesOf, dividedAt, type Row, rowsOf, type Stretch } from "./rows";
import type { History } from "./use-history";

interface Made {
  of: Pick<Stretch, "unsent" | "threadId" | "quoted" | "above" | "selfId" | "firstUnreadSeq"> & {
    timeZone: string;
  };
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
  threadId,
  firstUnreadSeq,
}: {
  older: Pick<History, "pages">;
  view: Pick<ConversationView, "messages" | "unsent" | "amendments" | "changes" | "self">;
  timeZone: string;
  threadId: string | null;
  firstUnreadSeq: number | null;
}): Row[] {
  const [made] = useState(() => new WeakMap<Message[], Made>());
  const { messages: latest, unsent, amendments, changes, self } = view;
  const pages = useMemo(
    () => older.pages.map((page) => present(page, { amendments, changes, self })),
    [older.pages, amendments, changes, self],
  );
  const tail = useMemo(
    () => present(latest, { amendments, changes, self }),
    [latest, amendments, changes, self],
  );
  return useMemo(() => {
    const stretches = [...pages, tail];
    const dividedSeq = dividedAt(stretches, threadId, firstUnreadSeq);
    const above = abovesOf(stretches, threadId);
    return stretches.flatMap((messages, index) =>
      rowsKept(made, messages, {
        unsent: messages === tail ? unsent : NONE,
        threadId,
        quoted: quotedIn(messages, messages === tail ? unsent : NONE, stretches),
        above: above[index],
        selfId: self.userId,
        firstUnreadSeq: isWithin(messages, dividedSeq) ? dividedSeq : null,
        timeZone,
      }),
    );
  }, [made, pages, tail, unsent, self.userId, threadId, firstUnreadSeq, timeZone]);
}

const NONE: [] = [];

/** Messages with what became of them, and what the reader wants of them; the same page where that is nothing. */
function present(page: Message[], state: Parameters<typeof presentForm>[0]): Message[] {
  const now = page.map((message) => presentForm(state, message));
  return now.every((message, index) => message === page[index]) ? page : now;
}

/** What is answered on a page, as far as it is loaded. */
function quotedIn(page: Message[], unsent: Stretch["unsent"], stretches: Message[][]): Message[] {
  const ids = [...page, ...unsent].flatMap(({ replyTo }) => replyTo ?? []);
  if (ids.length === 0) return NONE;
  return stretches.flatMap((messages) => messages.filter(({ id }) => ids.includes(id)));
}

/** Places have no gaps, so the ends decide. */
function isWithin(messages: Message[], seq: number | null): boolean {
  const [first, last] = [messages[0], messages.at(-1)];
  return seq !== null && first !== undefined && last !== undefined && first.seq <= seq && seq <= last.seq;
}

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
    one.quoted.length === other.quoted.length &&
    one.quoted.every((message, index) => message === other.quoted[index]) &&
    one.above === other.above &&
    one.selfId === other.selfId &&
    one.threadId === other.threadId &&
    one.firstUnreadSeq === other.firstUnreadSeq &&
    one.timeZone === other.timeZone
  );
}
