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
  /** The tail these pages come before: its first place, and when it was loaded. */
  tailKey: string;
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
  tail: { firstSeq: number; hasOlder: boolean; loadedRev: number };
  actions: ConversationActions;
}): History {
  const tailKey = `${tail.firstSeq} at ${tail.loadedRev}`;
  const none: Loaded = { tailKey, pages: NO_PAGES, state: "resting" };
  const [kept, setKept] = useState<Loaded>(none);
  // Before a tail that was loaded anew all is asked for anew: nobody was told what changed there meanwhile.
  const { pages, state } = kept.tailKey === tailKey ? kept : none;
  const oldest = pages.at(-1);
  const hasOlder = oldest ? oldest.hasMore : tail.hasOlder;
  const beforeSeq = oldest?.messages[0]?.seq ?? tail.firstSeq;
  // Scrolling asks many times before the first answer is on the screen.
  const asked = useRef<number>(null);

  async function loadOlder() {
    if (!hasOlder || asked.current === beforeSeq) return;
    asked.current = beforeSeq;
    setKept({ tailKey, pages, state: "loading" });
    const page = await pageBefore(() => actions.history({ conversationId, beforeSeq }));
    if (asked.current === beforeSeq) asked.current = null;
    setKept((now) => {
      if (now.tailKey !== tailKey) return now;
      return page ? { tailKey, pages: [...pages, page], state: "resting" } : { ...now, state: "failed" };
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
