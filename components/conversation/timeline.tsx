"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Branches } from "../threads/use-branches";
import { JumpToLatest } from "./jump-to-latest";
import { heightOf, LIKELY_VIEWPORT_PX, likelyHeight, openingRowOf, UNREAD_TOP_PX } from "./likely-height";
import { moveAlongMarks } from "./marks";
import { momentOf, type Row, withinOf } from "./rows";
import { StickyDay } from "./sticky-day";
import { type RowContext, TimelineRow } from "./timeline-row";
import { type Beginning, TimelineTop, TOP_HEIGHT } from "./timeline-top";
import { useAttention } from "./use-attention";
import { useOpeningAtUnread } from "./use-opening-at-unread";
import { type Sought, useSeeking } from "./use-seeking";

/** Within this of the end counts as reading along. */
const AT_END_PX = 80;
/** More messages are asked for before the reader gets there. */
const MORE_BEFORE_PX = 900;
const PADDING_END_PX = 12;
const OVERSCAN_ROWS = 8;
/** Past any end: the first rendering is of the last rows. */
const END = 1e7;
const LIKELY_VIEWPORT = { width: 0, height: LIKELY_VIEWPORT_PX };

interface TimelineProps {
  label: string;
  rows: Row[];
  /** The threads that grow from these messages. */
  branches: Branches;
  context: RowContext;
  selfId: string;
  /** How far the reader had got when the conversation was opened; what comes after is new. */
  readSeq: number;
  /** The last place there is, also where what stands there is not shown here. */
  lastSeq: number;
  beginning: Beginning;
  onSee: (seq: number) => void;
  /** The message that the reader is led to. */
  sought: Sought | null;
  /** Leads to a message that is not among these, where there is another way than through all between. */
  onElsewhere?: ((messageId: string) => void) | undefined;
  /** What comes after these, where they are not the newest. */
  newer?: { load: () => void; end: ReactNode; onLatest: () => void } | undefined;
}

/** What was said, in a window that keeps its place: at the end when there, else on what is being read. */
export function Timeline(props: TimelineProps) {
  const { rows, branches, context, selfId, readSeq, lastSeq, beginning, onSee, sought, newer } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // A message that is unfolded grows downwards, even at the end; the next scroll binds to the end again.
  const [anchorTo, setAnchorTo] = useState<"start" | "end">("end");
  // Were these other functions at each rendering, all ten thousand rows would be measured anew.
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const heightAt = useCallback((index: number) => likelyHeight(rows[index]), [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightAt,
    getItemKey: keyOf,
    anchorTo,
    followOnAppend: !newer,
    scrollEndThreshold: AT_END_PX,
    overscan: OVERSCAN_ROWS,
    paddingStart: TOP_HEIGHT,
    paddingEnd: PADDING_END_PX,
    scrollPaddingStart: UNREAD_TOP_PX,
    initialOffset: () => openingOffsetOf(rows, sought),
    initialRect: LIKELY_VIEWPORT,
  });
  // Whoever reads along goes on doing so when a growing composer or a keyboard takes room away, when much comes at once,
  // and when what is last grows: by a choice that is to be made, or an answer to it. Only going up ends it.
  const readsAlong = useRef(!sought);
  const topBefore = useRef(0);
  const stopOpening = useOpeningAtUnread({ rows, virtualizer, scroller, readsAlong, isLed: sought !== null });
  const height = virtualizer.scrollRect?.height;
  const lines = virtualizer.getVirtualItems();
  const lastHeight = lines.find(({ index }) => index === rows.length - 1)?.size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of what is last and of the heights that matters
  useLayoutEffect(() => {
    if (readsAlong.current && !newer) virtualizer.scrollToEnd();
  }, [virtualizer, height, lastHeight, rows.at(-1)?.key]);

  function jump() {
    stopOpening();
    virtualizer.scrollToEnd();
  }
  // What an earlier tab left unsent is no reason to leave what is read.
  const [openedMs] = useState(() => Date.now());
  const last = withinOf(rows.at(-1));
  const justWritten =
    last?.kind === "unsent" && Date.parse(last.text.writtenAt) >= openedMs ? last.key : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text
  useEffect(() => {
    if (justWritten) jump();
  }, [justWritten]);

  const shownSeq = seqShown(rows, virtualizer.range?.endIndex ?? -1, lastSeq);
  const isAttentive = useAttention();
  const [furthestSeq, setFurthestSeq] = useState(readSeq);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown says when to look again
  useEffect(() => {
    // Rows that were taller than they were thought have pushed others out of sight since.
    const end = virtualizer.calculateRange()?.endIndex ?? -1;
    const seen = Math.min(shownSeq, seqShown(rows, end, lastSeq));
    setFurthestSeq((before) => Math.max(before, seen));
    if (isAttentive && seen > 0) onSee(seen);
  }, [isAttentive, shownSeq, onSee]);

  const { soughtId, seek } = useSeeking({
    rows,
    virtualizer,
    beginning,
    sought,
    onElsewhere: props.onElsewhere,
  });
  const { onShowWhole, tools } = context;
  const expand = useCallback(
    (messageId: string) => {
      readsAlong.current = false;
      setAnchorTo("start");
      onShowWhole(messageId);
    },
    [onShowWhole],
  );
  const rowContext = useMemo(
    () => ({ ...context, onShowWhole: expand, tools: { ...tools, onJump: seek } }),
    [context, expand, tools, seek],
  );

  // What does not fill the window cannot be scrolled, nor what is opened at its very top: neither asks for more by it.
  const { hasOlder, isLoading, isFailed, loadOlder } = beginning;
  const isUnfilled = virtualizer.getTotalSize() <= (height ?? 0);
  const isAtTop = height !== undefined && (isUnfilled || virtualizer.scrollOffset === 0);
  const asksOn = isAtTop && hasOlder && !isLoading && !isFailed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page
  useEffect(() => {
    if (asksOn && (isUnfilled || scroller.current?.scrollTop === 0)) loadOlder();
  }, [asksOn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page
  useEffect(() => {
    if (isUnfilled) newer?.load();
  }, [isUnfilled, rows.length]);

  const offset = virtualizer.scrollOffset ?? 0;
  const below = virtualizer.getTotalSize() - offset - (height ?? 0);
  const lastMarked = lines.findLast(({ index }) => isMarked(rows[index]))?.key;
  const firstShown = rows[virtualizer.range?.startIndex ?? 0];
  return (
    <div className="relative min-h-0 flex-1">
      <StickyDay
        at={offset > TOP_HEIGHT ? momentOf(firstShown) : null}
        isShown={virtualizer.isScrolling && height !== undefined}
      />
      <div
        aria-label={props.label}
        aria-live="off"
        className="h-full overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
        onKeyDown={moveAlongMarks}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          setAnchorTo("end");
          const isAtEnd = scrollHeight - scrollTop - clientHeight <= AT_END_PX;
          // Where the window grew for a moment, the browser went up, and nobody else.
          const isLedUp = scrollTop < topBefore.current && clientHeight === height;
          readsAlong.current = isAtEnd || (readsAlong.current && !isLedUp);
          topBefore.current = scrollTop;
          if (scrollTop < MORE_BEFORE_PX) beginning.loadOlder();
          if (scrollHeight - scrollTop - clientHeight < MORE_BEFORE_PX) newer?.load();
        }}
        ref={scroller}
        role="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
        tabIndex={0}
      >
        <div className="flex min-h-full flex-col justify-end">
          <div className="relative w-full shrink-0" style={{ height: virtualizer.getTotalSize() }}>
            <TimelineTop beginning={beginning} />
            <div
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${lines[0]?.start ?? 0}px)` }}
            >
              {lines.map(({ index, key }) => {
                const row = rows[index];
                return (
                  <div data-index={index} key={key} ref={virtualizer.measureElement}>
                    {row && (
                      <TimelineRow
                        branch={branches.get(row.key)}
                        context={rowContext}
                        isSought={key === soughtId}
                        isTabStop={key === lastMarked}
                        row={row}
                      />
                    )}
                  </div>
                );
              })}
            </div>
          </div>
          {newer?.end}
        </div>
      </div>
      <JumpToLatest
        isShown={newer !== undefined || below > AT_END_PX * 2}
        newCount={newCount(rows, furthestSeq, selfId)}
        onJump={newer ? newer.onLatest : jump}
      />
    </div>
  );
}

function openingOffsetOf(rows: Row[], sought: Sought | null): number {
  const opening = openingRowOf(rows, sought);
  if (opening === null) return END;
  return Math.max(0, TOP_HEIGHT + heightOf(rows.slice(0, opening)) - UNREAD_TOP_PX);
}

/** How far one has come who sees a row: at the end of what is shown here, past what is not. */
function seqShown(rows: Row[], index: number, lastSeq: number): number {
  const seen = seqAt(rows, index);
  return seen > 0 && seen === seqAt(rows, rows.length - 1) ? lastSeq : seen;
}

/** The place of the last stored message at or above a row; 0 where there is none. */
function seqAt(rows: Row[], index: number): number {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind === "message" || row?.kind === "notice") return row.message.seq;
  }
  return 0;
}

/** What others wrote below what has been on the screen. Looks from the end, and only as far as it must. */
function newCount(rows: Row[], furthestSeq: number, selfId: string): number {
  let count = 0;
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind !== "message") continue;
    if (row.message.seq <= furthestSeq) return count;
    if (row.message.senderId !== selfId) count += 1;
  }
  return count;
}

function isMarked(shown: Row | undefined): boolean {
  const row = withinOf(shown);
  return row?.kind === "message" && !row.message.deletedAt;
}
