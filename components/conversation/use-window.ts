"use client";

import { useMemo, useRef, useState } from "react";
import type { HistoryWindow } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import type { ConversationActions } from "./actions";
import { pageOf } from "./use-history";

type Way = "older" | "newer";

interface Windowed {
  conversationId: string;
  page: HistoryWindow;
  /** Where the live tail begins. */
  tailSeq: number;
  actions: Pick<ConversationActions, "history" | "newer">;
}

/** Pages around a message, loaded on both sides as the reader goes, until the newer ones meet the live tail. */
export function useWindow({ conversationId, page, tailSeq, actions }: Windowed) {
  const [pages, setPages] = useState<Message[][]>([page.messages]);
  const [has, setHas] = useState({ older: page.hasMore, newer: page.hasNewer });
  const [states, setStates] = useState<Record<Way, "resting" | "loading" | "failed">>({
    older: "resting",
    newer: "resting",
  });
  const asked = useRef({ older: false, newer: false });
  const firstSeq = pages[0]?.[0]?.seq ?? 1;
  const lastSeq = pages.at(-1)?.at(-1)?.seq ?? 0;
  const isMet = !has.newer || lastSeq + 1 >= tailSeq;

  async function load(way: Way) {
    if (asked.current[way] || !has[way] || (way === "newer" && isMet)) return;
    asked.current[way] = true;
    setStates((now) => ({ ...now, [way]: "loading" }));
    const loaded = await pageOf(() =>
      way === "older"
        ? actions.history({ conversationId, beforeSeq: firstSeq })
        : actions.newer({ conversationId, afterSeq: lastSeq }),
    );
    asked.current[way] = false;
    setStates((now) => ({ ...now, [way]: loaded ? "resting" : "failed" }));
    if (!loaded) return;
    setPages((now) => (way === "older" ? [loaded.messages, ...now] : [...now, loaded.messages]));
    setHas((now) => ({ ...now, [way]: loaded.hasMore }));
  }

  return {
    /** Without what is in the live tail as well. */
    pages: useMemo(
      () =>
        pages
          .map((messages) =>
            isBefore(messages, tailSeq) ? messages : messages.filter(({ seq }) => seq < tailSeq),
          )
          .filter((messages) => messages.length > 0),
      [pages, tailSeq],
    ),
    isMet,
    hasOlder: has.older,
    older: states.older,
    newer: states.newer,
    loadOlder: () => void load("older"),
    loadNewer: () => void load("newer"),
  };
}

function isBefore(messages: Message[], seq: number): boolean {
  return (messages.at(-1)?.seq ?? 0) < seq;
}
