"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { Row } from "./rows";

/** Any of these says that the reader goes where they want. */
const ACTS = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/**
 * Opens a conversation at its first unread message, where what is unread does not fit on the screen, and stays there
 * while older pages arrive, until the reader acts or the returned function is called.
 */
export function useOpeningAtUnread({
  rows,
  virtualizer,
  scroller,
  readsAlong,
  isLed,
}: {
  rows: Row[];
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  scroller: RefObject<HTMLDivElement | null>;
  readsAlong: RefObject<boolean>;
  /** Whether the reader is led to another place. */
  isLed: boolean;
}): () => void {
  const isOpening = useRef(!isLed);
  const unread = isOpening.current ? rows.findIndex(({ kind }) => kind === "unread") : -1;
  const stop = useCallback(() => {
    isOpening.current = false;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: placed anew when the place of the divider changes
  useLayoutEffect(() => {
    const window = scroller.current;
    if (!isOpening.current || unread < 0 || !window) return;
    const start = virtualizer.measurementsCache[unread]?.start ?? 0;
    if (virtualizer.getTotalSize() - start <= window.clientHeight) return stop();
    readsAlong.current = false;
    virtualizer.scrollToIndex(unread, { align: "start" });
  }, [unread]);

  useEffect(() => {
    const window = scroller.current;
    for (const act of ACTS) window?.addEventListener(act, stop, { passive: true });
    return () => {
      for (const act of ACTS) window?.removeEventListener(act, stop);
    };
  }, [scroller, stop]);
  return stop;
}
