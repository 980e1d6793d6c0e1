"use client";

import { useMemo, useRef, useState } from "react";
import type { HistoryPage } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import { answered } from "../granted";
import type { ConversationActions } from "./actions";

const TRIES_MAX = 3;
const TRIED_AGAIN_AFTER_MS = 600;

export interface History {
  /** What has been loaded of what comes before the live tail: pages and messages from old to new. */
  pages: Message[][];
  hasOlder: boolean;
  isLoading: boolean;
  isFailed: boolean;
  loadOlder: () => void;
}

interface Loaded {
  /** The first place of the tail these pages come before. */
  tailSeq: number;
  /** Newest first. */
  pages: HistoryPage[];
  state: "resting" | "loading" | "failed";
}

const NO_PAGES: HistoryPage[] = [];

/** The pages before the live tail, loaded one by one as the reader asks for them. */
export function useHistory({
  conversationId,
  tail,
  actions,
}: {
  conversationId: string;
  tail: { firstSeq: number; hasOlder: boolean };
  actions: ConversationActions;
}): History {
  const none: Loaded = { tailSeq: tail.firstSeq, pages: NO_PAGES, state: "resting" };
  const [kept, setKept] = useState<Loaded>(none);
  // A tail that was loaded anew begins elsewhere, and what is before it is asked for anew.
  const { pages, state } = kept.tailSeq === tail.firstSeq ? kept : none;
  const oldest = pages.at(-1);
  const hasOlder = oldest ? oldest.hasMore : tail.hasOlder;
  const beforeSeq = oldest?.messages[0]?.seq ?? tail.firstSeq;
  // Scrolling asks many times before the first answer is on the screen.
  const asked = useRef<number>(null);

  async function loadOlder() {
    if (!hasOlder || asked.current === beforeSeq) return;
    asked.current = beforeSeq;
    const { firstSeq: tailSeq } = tail;
    setKept({ tailSeq, pages, state: "loading" });
    const page = await pageBefore(() => actions.history({ conversationId, beforeSeq }));
    if (asked.current === beforeSeq) asked.current = null;
    setKept((now) => {
      if (now.tailSeq !== tailSeq) return now;
      return page ? { tailSeq, pages: [...pages, page], state: "resting" } : { ...now, state: "failed" };
    });
  }

  return {
    pages: useMemo(() => pages.map((page) => page.messages).toReversed(), [pages]),
    hasOlder,
    isLoading: state === "loading",
    isFailed: state === "failed",
    loadOlder,
  };
}

/** What can be had by asking again is asked for again, a few times. */
async function pageBefore(
  ask: () => ReturnType<ConversationActions["history"]>,
): Promise<HistoryPage | null> {
  for (let tries = 1; ; tries += 1) {
    const result = await answered(ask());
    if (result.ok) return result.value;
    if (!result.refusal.retryable || tries === TRIES_MAX) return null;
    await new Promise((resolve) => setTimeout(resolve, TRIED_AGAIN_AFTER_MS * 2 ** tries));
  }
}
