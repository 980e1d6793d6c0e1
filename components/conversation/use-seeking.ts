"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useState } from "react";
import type { Row } from "./rows";
import type { Beginning } from "./timeline-top";

const SHOWN_MS = 1_600;

/** Where the reader is to be led; another object each time they ask. */
export interface Sought {
  id: string;
  /** What stands in no other window than with all that came after it. */
  isNote?: boolean | undefined;
}

interface Seeking {
  /** The message that the reader was led to by the way they came, or from beside the timeline. */
  sought: Sought | null;
  /** Leads to what is not here; without it, older ones are loaded as far as it takes. */
  onElsewhere: ((messageId: string) => void) | undefined;
  rows: Row[];
  virtualizer: Pick<Virtualizer<HTMLDivElement, Element>, "scrollToIndex">;
  beginning: Pick<Beginning, "hasOlder" | "isLoading" | "isFailed" | "loadOlder">;
}

/** Leads to a message, and shows for a moment which it is. */
export function useSeeking({ rows, virtualizer, beginning, sought, onElsewhere }: Seeking) {
  const [goal, setGoal] = useState(sought);
  const [wanted, setWanted] = useState(sought?.id ?? null);
  if (goal !== sought) {
    setGoal(sought);
    setWanted(sought?.id ?? null);
  }
  const [soughtId, setSoughtId] = useState<string | null>(null);
  const { hasOlder, isLoading, isFailed, loadOlder } = beginning;
  useEffect(() => {
    if (wanted === null) return;
    const index = rows.findIndex(({ key }) => key === wanted);
    if (index >= 0) {
      virtualizer.scrollToIndex(index, { align: "center" });
      setSoughtId(wanted);
      setWanted(null);
    } else if (onElsewhere && !(goal?.isNote && goal.id === wanted)) {
      setWanted(null);
      onElsewhere(wanted);
    } else if (!hasOlder || isFailed) {
      setWanted(null);
    } else if (!isLoading) {
      loadOlder();
    }
  }, [wanted, goal, rows, virtualizer, hasOlder, isLoading, isFailed, loadOlder, onElsewhere]);
  useEffect(() => {
    if (soughtId === null) return;
    const shown = setTimeout(() => setSoughtId(null), SHOWN_MS);
    return () => clearTimeout(shown);
  }, [soughtId]);
  return { soughtId, seek: useCallback((messageId: string) => setWanted(messageId), []) };
}
