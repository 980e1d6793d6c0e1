"use client";

import { useMemo, useRef, useState } from "react";
import type { ActionResult } from "@/lib/action-result";
import type { HistoryPage } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import { answered } from "../answered";

const TRIES_MAX = 3;
const TRIED_AGAIN_AFTER_MS = 600;
/** Of nothing that is shown: then the reader may ask on by the button. */
const HIDDEN_PAGES_MAX = 10;

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

interface Before {
  tail: { firstPlace: number; hasOlder: boolean; loadedRev: number };
  load: (beforePlace: number) => Promise<ActionResult<HistoryPage>>;
  placeOf: (message: Message) => number;
  /** A page with nothing that is shown is no answer to a reader: the next one is asked for at once. */
  isShown: (message: Message) => boolean;
}

/** The pages before the live tail, loaded one by one as the reader asks for them. */
export function useHistory({ tail, load, placeOf, isShown }: Before): History {
  const tailKey = `${tail.firstPlace} at ${tail.loadedRev}`;
  const none: Loaded = { tailKey, pages: NO_PAGES, state: "resting" };
  const [kept, setKept] = useState<Loaded>(none);
  // Before a tail that was loaded anew all is asked for anew: nobody was told what changed there meanwhile.
  const { pages, state } = kept.tailKey === tailKey ? kept : none;
  const oldest = pages.at(-1);
  const hasOlder = oldest ? oldest.hasMore : tail.hasOlder;
  const beforePlace = placeBefore(oldest, tail.firstPlace);
  // Scrolling asks many times before the first answer is on the screen.
  const asked = useRef<string>(null);

  function placeBefore(page: HistoryPage | undefined, otherwise: number): number {
    return page?.messages[0] ? placeOf(page.messages[0]) : otherwise;
  }

  async function loadOlder() {
    const asking = `${beforePlace} of ${tailKey}`;
    if (!hasOlder || asked.current === asking) return;
    asked.current = asking;
    setKept({ tailKey, pages, state: "loading" });
    const found: HistoryPage[] = [];
    let page: HistoryPage | null;
    do {
      const before = placeBefore(found.at(-1), beforePlace);
      page = await pageOf(() => load(before));
      if (page) found.push(page);
    } while (page?.hasMore && !page.messages.some(isShown) && found.length < HIDDEN_PAGES_MAX);
    if (asked.current === asking) asked.current = null;
    const after: Loaded = { tailKey, pages: [...pages, ...found], state: page ? "resting" : "failed" };
    setKept((now) => (now.tailKey === tailKey ? after : now));
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
export async function pageOf(ask: () => Promise<ActionResult<HistoryPage>>): Promise<HistoryPage | null> {
  for (let tries = 1; ; tries += 1) {
    const result = await answered(ask());
    if (result.ok) return result.value;
    if (!result.refusal.retryable || tries === TRIES_MAX) return null;
    await new Promise((resolve) => setTimeout(resolve, TRIED_AGAIN_AFTER_MS * 2 ** tries));
  }
}
