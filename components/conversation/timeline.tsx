"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { JumpToLatest } from "./jump-to-latest";
import type { Row } from "./rows";
import { type RowContext, TimelineRow } from "./timeline-row";
import { type Beginning, TimelineTop, TOP_HEIGHT } from "./timeline-top";
import { useAttention } from "./use-attention";

/** Within this of the end counts as reading along. */
const AT_END_PX = 80;
/** Older messages are asked for before the reader gets there. */
const OLDER_BEFORE_PX = 900;
const PADDING_END_PX = 12;
const OVERSCAN_ROWS = 8;
/** Past any end: the first rendering is of the last rows. */
const END = 1e7;
const LIKELY_VIEWPORT = { width: 0, height: 900 };

interface TimelineProps {
  rows: Row[];
  context: Omit<RowContext, "onExpand">;
  selfId: string;
  /** What was there when the conversation was opened is not counted as new. */
  openedSeq: number;
  beginning: Beginning;
  onSee: (seq: number) => void;
}

/** What was said, in a window that keeps its place: at the end when there, else on what is being read. */
export function Timeline({ rows, context, selfId, openedSeq, beginning, onSee }: TimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // A message that is unfolded grows downwards, even at the end; the next scroll binds to the end again.
  const [anchorTo, setAnchorTo] = useState<"start" | "end">("end");
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => likelyHeight(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo,
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    overscan: OVERSCAN_ROWS,
    paddingStart: TOP_HEIGHT,
    paddingEnd: PADDING_END_PX,
    initialOffset: END,
    initialRect: LIKELY_VIEWPORT,
  });
  // Whoever reads along goes on doing so when a growing composer or a keyboard takes room away.
  const readsAlong = useRef(true);
  const height = virtualizer.scrollRect?.height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the height that matters
  useLayoutEffect(() => {
    if (readsAlong.current) virtualizer.scrollToEnd();
  }, [virtualizer, height]);

  const lastUnsent = rows.findLast((row) => row.kind === "unsent")?.key;
  useEffect(() => {
    if (lastUnsent) virtualizer.scrollToEnd();
  }, [lastUnsent, virtualizer]);

  const shownSeq = lastSeqOf(rows.slice(0, (virtualizer.range?.endIndex ?? -1) + 1));
  const isAttentive = useAttention();
  useEffect(() => {
    if (isAttentive && shownSeq > 0) onSee(shownSeq);
  }, [isAttentive, shownSeq, onSee]);

  const [furthestSeq, setFurthestSeq] = useState(openedSeq);
  if (shownSeq > furthestSeq) setFurthestSeq(shownSeq);

  function expand() {
    readsAlong.current = false;
    setAnchorTo("start");
  }

  const below =
    virtualizer.getTotalSize() - (virtualizer.scrollOffset ?? 0) - (virtualizer.scrollRect?.height ?? 0);
  const lines = virtualizer.getVirtualItems();
  return (
    <div className="relative min-h-0 flex-1">
      <div
        aria-label="Messages"
        aria-live="off"
        className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          setAnchorTo("end");
          readsAlong.current = scrollHeight - scrollTop - clientHeight <= AT_END_PX;
          if (scrollTop < OLDER_BEFORE_PX) beginning.loadOlder();
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
                    {row && <TimelineRow context={{ ...context, onExpand: expand }} row={row} />}
                  </div>
                );
              })}
            </div>
          </div>
        </div>
      </div>
      <JumpToLatest
        isShown={below > AT_END_PX * 2}
        newCount={newCount(rows, furthestSeq, selfId)}
        onJump={() => virtualizer.scrollToEnd()}
      />
    </div>
  );
}

function lastSeqOf(rows: Row[]): number {
  const last = rows.findLast((row) => row.kind === "message" || row.kind === "notice");
  return last?.message.seq ?? 0;
}

/** What others wrote below what has been on the screen. */
function newCount(rows: Row[], furthestSeq: number, selfId: string): number {
  return rows.filter(
    (row) => row.kind === "message" && row.message.seq > furthestSeq && row.message.senderId !== selfId,
  ).length;
}

const LINE_PX = 22;
const CHARACTERS_PER_LINE = 50;

/** Only a guess, until the row has been measured. */
function likelyHeight(row: Row | undefined): number {
  if (row?.kind !== "message" && row?.kind !== "unsent") return 44;
  const body = row.kind === "message" ? row.message.body : row.text.body;
  const lines = body
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE)), 0);
  return lines * LINE_PX + (row.startsGroup ? 50 : 22);
}
