"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useState } from "react";
import type { Row } from "./rows";
import type { Beginning } from "./timeline-top";

const SHOWN_MS = 1_600;

interface Seeking {
  /** The message that the reader was led to by the way they came. */
  goalId: string | null;
  rows: Row[];
  virtualizer: Pick<Virtualizer<HTMLDivElement, Element>, "scrollToIndex">;
  beginning: Pick<Beginning, "hasOlder" | "isLoading" | "isFailed" | "loadOlder">;
}

/** Leads to a message, loading older ones as far as it takes, and shows for a moment which it is. */
export function useSeeking({ rows, virtualizer, beginning, goalId }: Seeking) {
  const [goal, setGoal] = useState(goalId);
  const [wanted, setWanted] = useState(goalId);
  if (goal !== goalId) {
    setGoal(goalId);
    setWanted(goalId);
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
    } else if (!hasOlder || isFailed) {
      setWanted(null);
    } else if (!isLoading) {
      loadOlder();
    }
  }, [wanted, rows, virtualizer, hasOlder, isLoading, isFailed, loadOlder]);
  useEffect(() => {
    if (soughtId === null) return;
    const shown = setTimeout(() => setSoughtId(null), SHOWN_MS);
    return () => clearTimeout(shown);
  }, [soughtId]);
  return { soughtId, seek: useCallback((messageId: string) => setWanted(messageId), []) };
}
