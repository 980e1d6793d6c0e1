"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { clampWidth, type PaneWidth } from "./pane-sizes";

const STEP_PX = 16;

interface PaneHandleProps {
  label: string;
  /** The pane whose width it sets, and the side of it where it stands. */
  pane: string;
  side: "start" | "end";
  width: number;
  of: PaneWidth;
  /** While it is dragged, and with `isDone` when it is let go. */
  onResize: (width: number, isDone: boolean) => void;
  className: string;
}

/**
 * The line between two panes, to be dragged or moved with the arrow keys. It is wide enough for a finger and lies
 * almost wholly over the start of the second pane: the end of the first one has a scrollbar.
 */
export function PaneHandle({ label, pane, side, width, of, onResize, className }: PaneHandleProps) {
  const drag = useRef<{ fromX: number; fromWidth: number } | null>(null);

  /** What the pane gains in width when the line goes to the right by this much. */
  function gained({ currentTarget }: { currentTarget: Element }, rightwards: number): number {
    const isMirrored = getComputedStyle(currentTarget).direction === "rtl";
    return (side === "end") === isMirrored ? -rightwards : rightwards;
  }

  function dragTo(event: PointerEvent, isDone: boolean) {
    if (!drag.current) return;
    const { fromX, fromWidth } = drag.current;
    if (isDone) drag.current = null;
    onResize(clampWidth(of, fromWidth + gained(event, event.clientX - fromX)), isDone);
  }

  function step(event: KeyboardEvent) {
    const wanted = {
      ArrowLeft: width + gained(event, -STEP_PX),
      ArrowRight: width + gained(event, STEP_PX),
      Home: of.min,
      End: of.max,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onResize(clampWidth(of, wanted), true);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can hold nothing, and this one holds what is seen of it
    <div
      aria-controls={pane}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemax={of.max}
      aria-valuemin={of.min}
      aria-valuenow={width}
      className={`group relative z-10 -ms-1 -me-5 w-6 shrink-0 cursor-col-resize touch-none outline-none select-none ${className}`}
      onDoubleClick={() => onResize(of.usual, true)}
      onKeyDown={step}
      onLostPointerCapture={(event) => dragTo(event, true)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { fromX: event.clientX, fromWidth: width };
      }}
      onPointerMove={(event) => dragTo(event, false)}
      role="separator"
      tabIndex={0}
    >
      <span className="absolute inset-y-0 start-1 -ms-px border-s border-line transition-colors group-hover:border-line-strong group-focus-visible:-ms-0.5 group-focus-visible:border-s-3 group-focus-visible:border-pine-ink group-active:border-pine-ink" />
      <span className="absolute start-1 top-1/2 -ms-[0.1875rem] h-9 w-1.5 -translate-y-1/2 rounded-full border border-line-strong bg-surface opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 group-active:opacity-100 pointer-coarse:opacity-100" />
    </div>
  );
}
