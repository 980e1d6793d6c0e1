"use client";

import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const GAP_PX = 6;
const EDGE_PX = 8;

interface HintProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}

/** A few words about what it stands above; in the browser's top layer, so that no scrolling box cuts it off. */
export function Hint({ id, anchor, onClose, children }: HintProps) {
  const hint = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [own, beside] = [hint.current, anchor.current];
    if (!own || !beside) return;
    own.showPopover();
    const around = beside.getBoundingClientRect();
    const { width, height } = own.getBoundingClientRect();
    const above = around.top - height - GAP_PX;
    const middle = around.left + (around.width - width) / 2;
    own.style.top = `${above >= EDGE_PX ? above : around.bottom + GAP_PX}px`;
    own.style.left = `${Math.max(EDGE_PX, Math.min(middle, window.innerWidth - width - EDGE_PX))}px`;
  }, [anchor]);
  useEffect(() => {
    // It would stay where it is while its anchor moves on.
    window.addEventListener("scroll", onClose, { capture: true, passive: true });
    return () => window.removeEventListener("scroll", onClose, { capture: true });
  }, [onClose]);
  return (
    <div
      className="pointer-events-none fixed inset-auto m-0 max-w-72 rounded-sm border border-transparent bg-ink px-2.5 py-1.5 text-start text-xs font-medium text-paper shadow-floating animate-appear"
      dir="auto"
      id={id}
      popover="manual"
      ref={hint}
      role="tooltip"
    >
      {children}
    </div>
  );
}
