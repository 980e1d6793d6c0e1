"use client";

import { Separator } from "react-resizable-panels";

/**
 * The line between two panes, to be dragged or moved with the arrow keys. It is wide enough for a finger and lies
 * almost wholly over the start of the second pane: the end of the first one has a scrollbar.
 */
export function PaneHandle({ label, className = "" }: { label: string; className?: string }) {
  return (
    <Separator aria-label={label} className={`group relative z-10 -ms-1 -me-5 w-6 outline-none ${className}`}>
      <span className="absolute inset-y-0 start-1 -ms-px border-s border-line transition-colors group-hover:border-line-strong group-focus-visible:-ms-0.5 group-focus-visible:border-s-3 group-focus-visible:border-pine-ink group-data-[separator=active]:border-pine-ink" />
      <span className="absolute start-1 top-1/2 -ms-[0.1875rem] h-9 w-1.5 -translate-y-1/2 rounded-full border border-line-strong bg-surface opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 group-data-[separator=active]:opacity-100" />
    </Separator>
  );
}
